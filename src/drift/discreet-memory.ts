/** The memory without names of people and without reasons, for `report-details: minimal`: whoever can read the repository can read it. */
import type { KeptLink, Memory } from "./memory.ts";

export function discreetMemory(memory: Memory): Memory {
  return {
    ...memory,
    standing: memory.standing.map((finding) => ({
      ...finding,
      fields: finding.fields.map((field) => ({ ...field, links: field.links.map(discreetLink) })),
    })),
  };
}

function discreetLink(link: KeptLink): KeptLink {
  const { entry } = link;
  return {
    ...link,
    entry: { ...entry, reason: null, actor: entry.actor === null || entry.actor.bot ? entry.actor : { ...entry.actor, name: null } },
  };
}

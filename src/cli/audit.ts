/** `permission-drift audit`: the audit log, decoded. */
import { type Command, Option } from "commander";
import { ACTIONS } from "../audit/actions.ts";
import { auditJson } from "../report/json/audit.ts";
import { printJson } from "../report/json/value.ts";
import { auditText } from "../report/terminal.ts";
import { audit, type AuditFilter } from "../runs/audit.ts";
import { CannotCheck } from "../runs/cannot-check.ts";
import { type ConnectionOptions, findGuild, openSource, readNow, withConnection, withReplay } from "./connection.ts";
import { parseMoment } from "./moment.ts";
import { collect, print, progress } from "./terminal.ts";

interface AuditOptions extends ConnectionOptions {
  readonly since?: string;
  readonly until?: string;
  readonly actor?: string;
  readonly target?: string;
  readonly action: readonly string[];
  readonly json: boolean;
}

export function addAudit(program: Command): void {
  const command = program
    .command("audit")
    .description("show the audit log, decoded, oldest first")
    .option("--since <time>", "from then on: 90m, 36h, 2d, 1w, 2026-11-20 or 2026-11-20T18:00Z (default: all that Discord has)")
    .option("--until <time>", "up to then, written the same way (default: now)")
    .option("--actor <id or name>", "only what this person or bot did")
    .option("--target <id or name>", "only what was done to this")
    .addOption(new Option("--action <name>", "only this action, like ROLE_UPDATE; may be repeated").argParser(collect).default([], "all"))
    .option("--json", "one JSON object a line", false);
  withReplay(withConnection(command)).action(async (options: AuditOptions) => {
    await runAudit(options);
  });
}

async function runAudit(options: AuditOptions): Promise<void> {
  const source = openSource(options);
  const filter = filterOf(options, await readNow(source));
  const guild = await findGuild(options);
  let shown = 0;
  for await (const entry of audit({ source, guild, filter, progress })) {
    shown += 1;
    await print(options.json ? `${printJson(auditJson(entry), 0)}\n` : auditText(entry));
  }
  progress(shown === 1 ? "1 entry" : `${shown} entries`);
}

function filterOf({ since, until, actor, target, action }: AuditOptions, now: number): AuditFilter {
  return {
    since: since === undefined ? 0 : parseMoment("--since", since, now),
    until: until === undefined ? Number.MAX_SAFE_INTEGER : parseMoment("--until", until, now),
    actor: actor ?? null,
    target: target ?? null,
    actions: action.map(knownAction),
  };
}

/** A mistyped name would show an empty log. */
function knownAction(text: string): string {
  const name = text.toUpperCase();
  if ([...ACTIONS.values()].some((action) => action.name === name) || /^UNKNOWN(?:_\d+)?$/.test(name)) return name;
  throw new CannotCheck(`--action "${text}" is no action of the audit log. Write it as Discord's documentation does, like ROLE_UPDATE.`);
}

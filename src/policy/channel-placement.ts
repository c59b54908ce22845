/** Checks that a channel stands where Discord could have it, and that `synced` has something to be synced with. */
import type { Mistakes } from "./mistakes.ts";
import type { ListedChannel } from "./read-channels.ts";

/** Reports what is wrong between a channel and the category that it stands in (null: at the top). */
export function checkPlacement(listed: ListedChannel, parent: ListedChannel | null, mistakes: Mistakes): void {
  checkKind(listed, parent, mistakes);
  if (listed.channel.overwrites?.kind === "synced") checkSynced(listed, parent, mistakes);
}

function checkKind({ channel, key, keys }: ListedChannel, parent: ListedChannel | null, mistakes: Mistakes): void {
  const children = keys.get("channels");
  const type = keys.get("type");
  if (children !== undefined && channel.type !== null && channel.type !== "category") {
    const message = `\`${channel.path}\` is of the type ${channel.type}, and only a category holds channels`;
    const related = type === undefined ? {} : { related: { span: type.span, message: "its type is here" } };
    mistakes.add({ code: "channels-outside-category", span: children.span, message, ...related });
  }
  if (parent !== null && channel.category) {
    mistakes.add({
      code: "nested-category",
      span: key.span,
      message: `\`${channel.path}\` is a category inside a category, which Discord does not have; move it to the top`,
      related: { span: parent.key.span, message: "the outer category is here" },
    });
  }
}

function checkSynced({ channel, key, keys }: ListedChannel, parent: ListedChannel | null, mistakes: Mistakes): void {
  const { span } = keys.get("overwrites") ?? key;
  if (parent === null) {
    const message = `\`${channel.path}\` stands in no category that it could be synced with; write its overwrites`;
    mistakes.add({ code: "synced-outside-category", span, message });
  } else if (!parent.keys.has("overwrites")) {
    mistakes.add({
      code: "synced-with-unmanaged",
      span,
      message: `\`${channel.path}\` is synced with its category, whose overwrites this policy does not manage; write \`overwrites\` there`,
      related: { span: parent.key.span, message: "the category is here" },
    });
  }
}

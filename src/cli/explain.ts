/** `permission-drift explain`: who can do what, where and why. */
import { type Command, Option } from "commander";
import { explainJson } from "../report/explain/json.ts";
import { explainText } from "../report/explain/text.ts";
import { printJson } from "../report/json/value.ts";
import { explain } from "../runs/explain.ts";
import { type ConnectionOptions, findGuild, openSource, readNow, readPolicyIfAny, withConnection, withReplay } from "./connection.ts";
import { collect, print, progress, terminalWidth } from "./terminal.ts";

interface ExplainOptions extends ConnectionOptions {
  readonly channel?: string;
  readonly role: readonly string[];
  readonly member?: string;
  readonly permission?: string;
  readonly json: boolean;
}

const EXAMPLES = `
Questions that it answers:
  can Moderator send in #rules, and why?
    --role Moderator --channel rules --permission SEND_MESSAGES
  who can see #staff-chat?
    --channel staff-chat --permission VIEW_CHANNEL
  what can member 42 do anywhere?
    --member 42
Without --channel, roles are looked at on the level of the whole server.`;

export function addExplain(program: Command): void {
  const command = program
    .command("explain")
    .description("tell who can do what, where and why, as the server is now")
    .option("--channel <name or id>", "in this channel; a handle of the policy is understood as well")
    .addOption(
      new Option("--role <name or id>", "a member with this role; may be repeated for a member with several")
        .argParser(collect)
        .default([], "all roles"),
    )
    .addOption(new Option("--member <id>", "this person, with roles, timeout and ownership").conflicts("role"))
    .option("--permission <name>", "only this one, like SEND_MESSAGES or BIT_53, or as Discord's settings call it")
    .option("--json", "the answer as JSON", false)
    .addHelpText("after", EXAMPLES);
  withReplay(withConnection(command)).action(async (options: ExplainOptions) => {
    await runExplain(options);
  });
}

async function runExplain(options: ExplainOptions): Promise<void> {
  const { channel = null, role: roles, member = null, permission = null, json } = options;
  const source = openSource(options);
  const guild = await findGuild(options);
  const policy = await readPolicyIfAny(options.policy);
  const now = await readNow(source);
  const answer = await explain({ source, guild, policy, now, progress, question: { channel, roles, member, permission } });
  await print(json ? `${printJson(explainJson(answer), 2)}\n` : explainText(answer, terminalWidth()));
}

// What the runner makes of a step's output: commands obeyed, annotations kept, secrets hidden.
import { createMasks, type Masks } from "./masks.ts";
import { COMMAND_NAMES, parseCommand, type WorkflowCommand } from "./workflow-command.ts";

export type AnnotationType = "error" | "warning" | "notice";

export interface Annotation {
  readonly type: AnnotationType;
  readonly message: string;
  /** title, file, line, endline, col, endcolumn as they were given; keys in lower case. */
  readonly properties: Readonly<Record<string, string>>;
}

/** S: actions/runner ExecutionContext.cs: 10 annotations of a type a step, 4,096 characters each. */
const KEPT_PER_TYPE = 10;
const LONGEST_MESSAGE = 4096;
/** A resume token that could be taken for a command is refused; one of more than 6 characters becomes a secret. */
const UNUSABLE_TOKENS = new Set([...COMMAND_NAMES, "pause-logging", ""]);
const SHORT_TOKEN = 6;

export class ConsoleReader {
  readonly annotations: Annotation[] = [];
  /** All commands that were obeyed, in order. */
  readonly commands: WorkflowCommand[] = [];
  /** Old-style outputs (`::set-output`). */
  readonly outputs = new Map<string, string>();
  /** Lines as the run's page shows them. */
  readonly log: string[] = [];
  readonly masks: Masks;
  #resumeToken: string | null = null;

  constructor(secrets: readonly string[]) {
    this.masks = createMasks(secrets);
  }

  /** Takes one line of stdout or stderr. */
  line(text: string): void {
    if (this.#resumeToken !== null) {
      this.#waitForResume(text, this.#resumeToken);
      return;
    }
    const command = parseCommand(text, COMMAND_NAMES);
    if (command === null) {
      this.#write(text);
      return;
    }
    this.commands.push(command);
    const obey = this.#handlers[command.name];
    if (obey === undefined) this.#write(`##[${command.name}]${command.data}`);
    else obey(command);
  }

  /** Adds an annotation; the runner makes some by itself. */
  annotate(type: AnnotationType, message: string, properties: Annotation["properties"] = {}): void {
    this.#write(`##[${type}]${message}`);
    if (this.annotations.filter((one) => one.type === type).length >= KEPT_PER_TYPE) return;
    this.annotations.push({ type, message: this.masks.hide(message).slice(0, LONGEST_MESSAGE), properties });
  }

  /** Commands that are not here leave only their line in the log. */
  readonly #handlers: Readonly<Record<string, (command: WorkflowCommand) => void>> = {
    error: ({ data, properties }) => {
      this.annotate("error", data, properties);
    },
    warning: ({ data, properties }) => {
      this.annotate("warning", data, properties);
    },
    notice: ({ data, properties }) => {
      this.annotate("notice", data, properties);
    },
    "add-mask": ({ data }) => {
      this.masks.add(data);
    },
    "set-output": ({ data, properties }) => {
      this.outputs.set(properties["name"] ?? "", data);
    },
    "set-env": () => {
      this.annotate("error", "The `set-env` command is disabled.");
    },
    "add-path": () => {
      this.annotate("error", "The `add-path` command is disabled.");
    },
    // The page shows debug lines only to who asks for them; they are in `commands`.
    debug: () => {},
    "stop-commands": ({ data }) => {
      this.#stop(data);
    },
  };

  #stop(token: string): void {
    if (UNUSABLE_TOKENS.has(token.toLowerCase())) {
      this.annotate("error", `Invalid stop-commands token "${token}".`);
      return;
    }
    this.#resumeToken = token.toLowerCase();
    if (token.length > SHORT_TOKEN) this.masks.add(token);
    this.#write(`::stop-commands::${token}`);
  }

  /** While stopped, only the token counts, and a line that starts as another command hides one further on. */
  #waitForResume(text: string, token: string): void {
    if (parseCommand(text, new Set([...COMMAND_NAMES, token]))?.name === token) this.#resumeToken = null;
    this.#write(text);
  }

  #write(text: string): void {
    this.log.push(this.masks.hide(text));
  }
}

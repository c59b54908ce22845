// A guild's audit log: what was written, what is held back, and what Discord still keeps.
import { compareSnowflakes, timeOfSnowflake } from "./snowflakes.ts";

export interface AuditChange {
  readonly key: string;
  readonly new_value?: unknown;
  readonly old_value?: unknown;
}

/** An entry as Discord sends it. Raw ones may hold anything, so that tests can be hostile. */
export interface AuditEntry {
  readonly id: string;
  readonly action_type: unknown;
  readonly user_id: unknown;
  readonly target_id: unknown;
  readonly changes?: unknown;
  readonly options?: unknown;
  readonly reason?: unknown;
}

/** Entries older than this are gone (docs, resources/audit-log). */
const retentionDays = 45;

const dayMs = 86_400_000;

export class AuditLog {
  #entries: AuditEntry[] = [];
  #held: AuditEntry[] | undefined;

  append(entry: AuditEntry): void {
    (this.#held ?? this.#entries).push(entry);
  }

  /** From now on entries are written but not shown, as when the real log lags; `release` shows them, ids unchanged. */
  hold(): { release(): void } {
    this.#held ??= [];
    return {
      release: () => {
        this.#entries.push(...(this.#held ?? []));
        this.#held = undefined;
      },
    };
  }

  /** What the API can see now, oldest id first. */
  visible(now: Date): AuditEntry[] {
    const oldest = now.getTime() - retentionDays * dayMs;
    return this.#entries.filter(({ id }) => timeOfSnowflake(id) >= oldest).toSorted((left, right) => compareSnowflakes(left.id, right.id));
  }
}

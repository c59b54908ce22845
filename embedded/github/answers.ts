// Answers that are not data: errors in GitHub's words, and the error that carries one out of any depth.
import type { Answer } from "../http/loopback.ts";

const DOCUMENTATION = "https://docs.github.com/rest";

/** Thrown by a handler to answer with an error. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`the embedded GitHub answers ${answer.status}`);
    this.answer = answer;
  }
}

/** The plain error body: message, documentation_url and the status as text. */
export function failure(status: number, message: string): Answer {
  return { status, body: { message, documentation_url: DOCUMENTATION, status: String(status) } };
}

export function refuse(status: number, message: string): Refusal {
  return new Refusal(failure(status, message));
}

export const notFound = (): Refusal => refuse(404, "Not Found");

export interface FieldError {
  readonly resource: string;
  readonly field: string;
  readonly code: "missing" | "missing_field" | "invalid" | "already_exists" | "unprocessable" | "custom";
  readonly value?: string | number | null;
  readonly message?: string;
}

/** 422 with the list of what is wrong. */
export function validationFailed(...errors: readonly FieldError[]): Refusal {
  return new Refusal({
    status: 422,
    body: { message: "Validation Failed", errors, documentation_url: DOCUMENTATION, status: "422" },
  });
}

/** For what the real GitHub can and this one cannot: said aloud, so that no test passes by accident. */
export function notEmulated(what: string): Refusal {
  return refuse(400, `The embedded GitHub does not know ${what}.`);
}

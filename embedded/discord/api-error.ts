// Discord's error answers, with its JSON error codes.
import type { Answer } from "../http/loopback.ts";

/** Thrown by a route; the server turns it into the answer. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly answer: Answer;

  constructor(status: number, body: { readonly message: string; readonly code: number; readonly errors?: object }) {
    super(body.message);
    this.answer = { status, body };
  }
}

export const unauthorized = (): ApiError => new ApiError(401, { message: "401: Unauthorized", code: 0 });
export const noSuchRoute = (): ApiError => new ApiError(404, { message: "404: Not Found", code: 0 });
export const methodNotAllowed = (): ApiError => new ApiError(405, { message: "405: Method Not Allowed", code: 0 });
export const missingAccess = (): ApiError => new ApiError(403, { message: "Missing Access", code: 50_001 });
export const missingPermissions = (): ApiError => new ApiError(403, { message: "Missing Permissions", code: 50_013 });
export const unknownChannel = (): ApiError => new ApiError(404, { message: "Unknown Channel", code: 10_003 });
export const unknownGuild = (): ApiError => new ApiError(404, { message: "Unknown Guild", code: 10_004 });
export const unknownMember = (): ApiError => new ApiError(404, { message: "Unknown Member", code: 10_007 });

/** A value in the path or query that Discord refuses; `field` is its name there. */
export function invalidForm(field: string, code: string, message: string): ApiError {
  return new ApiError(400, {
    message: "Invalid Form Body",
    code: 50_035,
    errors: { [field]: { _errors: [{ code, message }] } },
  });
}

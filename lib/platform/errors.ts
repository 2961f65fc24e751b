/** The one error the domain throws on purpose; transports map its code once. */

export const errorCodes = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  /** Whoever acts may do this, and has to prove first that it is them. */
  unproven: 403,
  not_found: 404,
  conflict: 409,
  /** Something came that whoever acts had not seen; the same again, with it seen, goes through. */
  unseen: 409,
  too_large: 413,
  unsupported: 415,
  unprocessable: 422,
  rate_limited: 429,
  unavailable: 503,
} as const;
export type ErrorCode = keyof typeof errorCodes;

/** An expected failure. `message` is a sentence safe to show; `details` name the fields at fault. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;
  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }
}

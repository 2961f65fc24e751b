/** From any thrown thing to what may be shown: the one place that decides what the outside learns of a failure. */
import { z } from "zod";
import { AppError, errorCodes } from "./errors";
import { log } from "./log";
import { FieldFault } from "./model";
import { isPassing } from "./passing-errors";

export type Explanation = {
  code: string;
  status: number;
  message: string;
  fields: FieldFault[];
  /** Seconds after which it is worth trying again. */
  retryAfter?: number;
};

/** `AppError`s speak for themselves; everything else is logged and becomes one plain sentence. */
export function explainError(error: unknown): Explanation {
  if (error instanceof AppError) {
    const fields = z.array(FieldFault).safeParse(error.details.fields);
    return {
      code: error.code,
      status: errorCodes[error.code],
      message: error.message,
      fields: fields.success ? fields.data : [],
      ...(typeof error.details.retryAfter === "number" && { retryAfter: error.details.retryAfter }),
    };
  }
  if (isPassing(error)) {
    log().warn({ error }, "The database could not serve a request");
    return {
      code: "unavailable",
      status: errorCodes.unavailable,
      message:
        "The database cannot be reached at the moment and nothing was saved. Try again in a few seconds.",
      fields: [],
      retryAfter: 2,
    };
  }
  log().error({ error }, "Unexpected failure");
  return {
    code: "internal",
    status: 500,
    message: "Something failed on our side and nothing was saved. Try again; the log has the details.",
    fields: [],
  };
}

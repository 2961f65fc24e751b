/** Failures of route handlers as problem documents. */
import { explainError } from "#lib/platform/explain";
import { problemOf, problemType } from "#lib/platform/problem";

/** The answer to whoever asked. */
export function problem(error: unknown): Response {
  const explained = explainError(error);
  const headers = new Headers({ "content-type": problemType });
  if (explained.retryAfter !== undefined) headers.set("retry-after", String(explained.retryAfter));
  return Response.json(problemOf(explained), { status: explained.status, headers });
}

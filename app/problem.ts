/** Failures of route handlers as problem documents (RFC 9457). */
import { explainError } from "#lib/platform/explain";

/** `application/problem+json` with `errors` naming each field at fault by its dotted path. */
export function problem(error: unknown): Response {
  const { code, status, message, fields, retryAfter } = explainError(error);
  const body = {
    type: "about:blank",
    title: code.replaceAll("_", " "),
    status,
    code,
    detail: message,
    ...(fields.length > 0 && { errors: fields.map(({ field, message: detail }) => ({ field, detail })) }),
  };
  const headers = new Headers({ "content-type": "application/problem+json" });
  if (retryAfter !== undefined) headers.set("retry-after", String(retryAfter));
  return Response.json(body, { status, headers });
}

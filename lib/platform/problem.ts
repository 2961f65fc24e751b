/** Failures as problem documents (RFC 9457). */
import type { FieldFault } from "./model";

export const problemType = "application/problem+json";

/** The document; `errors` names each field at fault by its dotted path. */
export function problemOf({
  code,
  status,
  message,
  fields = [],
}: {
  code: string;
  status: number;
  message: string;
  fields?: readonly FieldFault[];
}): object {
  return {
    type: "about:blank",
    title: code.replaceAll("_", " "),
    status,
    code,
    detail: message,
    ...(fields.length > 0 && { errors: fields.map(({ field, message: detail }) => ({ field, detail })) }),
  };
}

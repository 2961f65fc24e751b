/** What of an error or a value may stand in a log: what went wrong and where, never what somebody wrote. */
import { redactForGood } from "#lib/privacy/redact";

const longestText = 300;
const deepest = 4;

/** What is logged of an error: its kind, codes, a message without values, and the places it came through. */
export type LoggedError = {
  type: string;
  message: string;
  code?: string;
  stack: string[];
  cause?: LoggedError;
};

/** Fields of errors that name things of ours or of a protocol, and hold nobody's words. */
const telling = [
  "code",
  "severity",
  "routine",
  "table_name",
  "constraint_name",
  "statusCode",
  "digest",
] as const;

/** An error as it may be logged; anything else that was thrown as a text. */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: loggedText(String(error)), stack: [] };
  const told = Object.fromEntries(
    telling.flatMap((name) => {
      const value: unknown = Reflect.get(error, name);
      return typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [];
    }),
  );
  return {
    type: error.name,
    message: messageOf(error),
    ...told,
    stack: (error.stack ?? "")
      .split("\n")
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim()),
    ...(error.cause !== undefined && depth < deepest && { cause: loggedError(error.cause, depth + 1) }),
  };
}

/** A text for a log: without parameters of statements, quoted values and private data, and short. */
export function loggedText(text: string): string {
  const [head = ""] = text.split(/params:/i, 1);
  const plain = head
    .trimEnd()
    .replace(/"[^"\n]*"?|“[^”\n]*”?|`[^`\n]*`?|(?<![\p{L}])'[^'\n]*'?/gu, "…")
    .replace(/[\p{Cc}\p{Cf}]+/gu, " ");
  return redactForGood(plain).slice(0, longestText);
}

/** A whole entry: texts and errors wherever they lie in it, everything else as it is. */
export function loggedEntry(entry: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, loggedValue(value, 0)]));
}

function loggedValue(value: unknown, depth: number): unknown {
  if (typeof value === "string") return loggedText(value);
  if (value instanceof Error) return loggedError(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth >= deepest) return "…";
  if (Array.isArray(value)) return value.slice(0, 50).map((one) => loggedValue(one, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, loggedValue(one, depth + 1)]));
}

/**
 * Errors whose message is made of what was sent: of a statement its verb and table are told, of a call to a model its
 * status, of a text that could not be read that it could not.
 */
function messageOf(error: Error): string {
  const query: unknown = Reflect.get(error, "query");
  if (typeof query === "string" || error.message.startsWith("Failed query"))
    return `Failed query: ${statementOf(typeof query === "string" ? query : error.message)}`;
  if ("severity" in error || error.name === "PostgresError") return "The database refused a statement.";
  if ("requestBodyValues" in error || "responseBody" in error) return "The model endpoint refused a call.";
  if (error instanceof SyntaxError) return "A text could not be read.";
  return loggedText(error.message);
}

function statementOf(query: string): string {
  const [, verb, table] =
    /\b(select|insert into|update|delete from|alter|create)\b(?:[^"]{0,200}?(?:from )?"(\w{1,63})")?/i.exec(
      query,
    ) ?? [];
  return [verb ?? "statement", table].filter(Boolean).join(" ");
}

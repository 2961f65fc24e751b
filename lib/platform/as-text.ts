/** Values from outside as text. */

/** The text of any JSON value, empty for none. `String` alone throws at an object whose `toString` is something else. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

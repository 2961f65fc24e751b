/** Fields of JSON that protobuf wrote: null stands for what is not told, large numbers and NaN are text. Checking them by a schema costs thrice as much as reading them. */

/** An object as it was sent: what its fields are is not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

const none: Fields = {};

/** The object `value` is; one without fields where nothing is told. Throws for anything else. */
export function objectOf(value: unknown, name: string): Fields {
  if (value === undefined || value === null) return none;
  if (isObject(value)) return value;
  throw new Error(`${name} is no object`);
}

/** The list under `name`; an empty one where nothing is told. Throws for anything else. */
export function listIn(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw new Error(`${name} is no list`);
}

/** The text under `name`; empty where nothing is told. Throws for anything else. */
export function textIn(fields: Fields, name: string): string {
  const value = fields[name];
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  throw new Error(`${name} is no text`);
}

/** The number under `name`, be it written as text; null where nothing is told. Throws for anything else. */
export function numberIn(fields: Fields, name: string): number | null {
  const value = fields[name];
  if (value === undefined || value === null) return null;
  if (typeof value === "number") return value;
  if (typeof value === "string") return Number(value);
  throw new Error(`${name} is no number`);
}

/** The moment under `name` in milliseconds, told in nanoseconds; 0 where nothing is told. Throws for anything else. */
export function momentIn(fields: Fields, name: string): number {
  const nanoseconds = numberIn(fields, name) ?? 0;
  if (Number.isFinite(nanoseconds) && nanoseconds >= 0) return nanoseconds / 1e6;
  throw new Error(`${name} is no moment`);
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Values inside what a look-up showed: the part that matters, and whether one is as expected. Pure. */
import type { Comparison } from "./model";

/** The value a path of names leads to; undefined where nothing is there. */
export function valueAt(result: unknown, path: string): unknown {
  const names = path.split(".");
  return names.reduce<unknown>(
    (inner, name) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, name)
        ? (inner as Record<string, unknown>)[name]
        : undefined,
    result,
  );
}

/** Of a result the values of these paths, by path; all of it where none is named. */
export function partOf(result: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  if (fields.length === 0) return result;
  const found = fields.flatMap((path) => {
    const value = valueAt(result, path);
    return value === undefined ? [] : [[path, value] as const];
  });
  return Object.fromEntries(found);
}

/** Whether a value is as expected; null where it cannot be compared. */
export function isAsExpected(value: unknown, comparison: Comparison, expected: string): boolean | null {
  if (value === undefined || value === null || typeof value === "object") return null;
  const [left, right] = [numberOf(String(value)), numberOf(expected)];
  const areNumbers = left !== null && right !== null;
  const isSame = areNumbers ? left === right : String(value) === expected;
  switch (comparison) {
    case "is":
      return isSame;
    case "is_not":
      return !isSame;
    case "at_least":
      return areNumbers ? left >= right : null;
    case "at_most":
      return areNumbers ? left <= right : null;
  }
}

function numberOf(text: string): number | null {
  const number = Number(text);
  return text.trim() === "" || !Number.isFinite(number) ? null : number;
}

/** As much of stored data as fits its schema: what an older version, or a hand in the database, left there can still be read. */
import type { z } from "zod";

/** What fits, and the places of what was left out. */
export type Fitting<Data> = { data: Data; left: string[] };

/**
 * The value without what does not fit `schema`: the smallest part of it that can be left out, in turn. Texts and numbers that
 * stand for one another are read as what is wanted. Null where nothing would be left.
 */
export function fitting<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Fitting<z.output<Schema>> | null {
  let read = schema.safeParse(value);
  if (read.success) return { data: read.data, left: [] };
  const holder = { value: structuredClone(value) };
  const left: string[] = [];
  while (!read.success) {
    const issue = read.error.issues.at(-1);
    if (!issue) return null;
    const path = ["value", ...issue.path];
    if (!reread(holder, path, issue)) {
      const place = leaveOut(holder, path);
      if (place.length <= 1) return null;
      left.push(place.slice(1).map(String).join("."));
    }
    read = schema.safeParse(holder.value);
  }
  return { data: read.data, left };
}

type Path = readonly PropertyKey[];

/** True when a text stood for the number that was wanted, or the other way round. */
function reread(holder: object, path: Path, issue: z.core.$ZodIssue): boolean {
  if (issue.code !== "invalid_type") return false;
  const [parent, key] = placeOf(holder, path);
  const found: unknown = parent && Reflect.get(parent, key);
  const isText = issue.expected === "string" && (typeof found === "number" || typeof found === "boolean");
  const isNumber = issue.expected === "number" && typeof found === "string" && /^-?\d{1,15}$/.test(found);
  if (!parent || !(isText || isNumber)) return false;
  return Reflect.set(parent, key, isText ? String(found) : Number(found));
}

/** Takes out what stands at the path; where nothing does, what lacks it. Returns the path of what went. */
function leaveOut(holder: object, path: Path): Path {
  const [parent, key] = placeOf(holder, path);
  if (!parent || !Object.hasOwn(parent, key))
    return path.length <= 1 ? path : leaveOut(holder, path.slice(0, -1));
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
  return path;
}

/** The object a path ends in, if there is one, and the key there. */
function placeOf(holder: object, path: Path): [object | null, PropertyKey] {
  let parent: unknown = holder;
  for (const key of path.slice(0, -1)) parent = isObject(parent) ? Reflect.get(parent, key) : null;
  return [isObject(parent) ? parent : null, path.at(-1) ?? ""];
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

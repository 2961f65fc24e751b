/** Tickets as JSON, in the shape of any system: an array, a page of results, or a ticket a line. Pure. */
import { flattened, type Lists, namesOf } from "./flatten";
import { isMessageList, listOf, messagesOf } from "./message-lists";
import type { Holder } from "./table-shape";

type JsonObject = Record<string, unknown>;

/** How many records are looked at to find where they hold their messages. */
const sampleSize = 200;

/** The tickets of a text of JSON with the messages they hold, at most the first `most`; null for a text that is none. */
export function readRecords(text: string, most?: number): { holders: Holder[]; faults: string[] } | null {
  const parsed = parseRecords(text);
  if (!parsed) return null;
  const records = parsed.records.slice(0, most).map(({ line, value }) => {
    const { cells, lists } = flattened(hoisted(value));
    return { line, cells, lists };
  });
  const sample = records.slice(0, sampleSize);
  const paths = [...new Set(sample.flatMap(({ lists }) => [...lists.keys()]))].filter((path) =>
    isMessageList(sample.flatMap(({ lists }) => lists.get(path) ?? [])),
  );
  const holders = records.map(({ line, cells, lists }) => ({
    line,
    cells: { ...cells, ...joined(lists, paths) },
    messages: paths.flatMap((path) =>
      messagesOf(lists.get(path) ?? [], paths.length > 1 ? listOf(path) : ""),
    ),
  }));
  return { holders, faults: parsed.faults };
}

/** Lists that hold no messages, such as labels, by their names. */
function joined(lists: Lists, paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    [...lists].filter(([path]) => !paths.includes(path)).map(([path, objects]) => [path, namesOf(objects)]),
  );
}

function parseRecords(
  text: string,
): { records: { line: number; value: JsonObject }[]; faults: string[] } | null {
  const bare = text.replace(/^\ufeff/, "");
  if (!/^\s*[[{]/.test(bare)) return null;
  const whole = parsedOrUndefined(bare);
  if (whole !== undefined) {
    const records = recordsIn(whole).map((value, index) => ({ line: index + 1, value }));
    return records.length > 0 ? { records, faults: [] } : null;
  }
  const faults: string[] = [];
  const records = bare.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const value = parsedOrUndefined(line);
    const found = recordsIn(value);
    if (found.length === 0)
      faults.push(
        `Line ${index + 1} was left out: ${value === undefined ? "it is no JSON." : "it is no ticket."}`,
      );
    return found.map((record) => ({ line: index + 1, value: record }));
  });
  return records.length > 0 ? { records, faults } : null;
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The tickets in a value: itself, its items, or those of the longest list of an object that tells nothing else. */
function recordsIn(value: unknown): JsonObject[] {
  if (Array.isArray(value)) return value.filter(isObject);
  if (!isObject(value)) return [];
  const lists = Object.values(value).filter(
    (one): one is unknown[] => Array.isArray(one) && one.some(isObject),
  );
  const [longest] = lists.sort((a, b) => b.length - a.length);
  const tells = Object.values(value).some((one) => typeof one === "string" && one.trim().includes(" "));
  return longest && !tells ? longest.filter(isObject) : [value];
}

/** An object that wraps nearly all it tells in one of its keys, with what is wrapped at its own level. */
function hoisted(value: JsonObject): JsonObject {
  const scalars = (object: JsonObject) =>
    Object.values(object).filter((one) => typeof one !== "object").length;
  const own = scalars(value);
  const [wrapped] = Object.entries(value)
    .flatMap(([key, inner]) => (isObject(inner) ? [{ key, inner }] : []))
    .sort((a, b) => scalars(b.inner) - scalars(a.inner));
  if (!wrapped || own > 6 || scalars(wrapped.inner) <= own) return value;
  const { key, inner } = wrapped;
  const { [key]: _, ...others } = value;
  const hasText = (object: JsonObject) =>
    Object.values(object).some((one) => typeof one === "string" && one.trim().split(/\s+/).length > 2);
  return own === 0 || (hasText(inner) && !hasText(value)) ? { ...inner, ...others } : value;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

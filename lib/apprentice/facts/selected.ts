/** Addresses values in a list by their item's state, not by position: the name of the first target that is down, and how many are. */
import { slotName, textOf } from "./leaves";

/** Items read of one list, kinds of items told apart, and items of one kind told. */
const ITEMS_READ = 60;
const CHOICES = 4;
const TOLD = 3;
const LONGEST_CHOICE = 24;
const SLOTS = 200;

/** Texts by their path: `targets{state=down}[0].id`, and `targets{state=down}#` for how many; `targets#` for the length of a list. */
export function selected(result: Readonly<Record<string, unknown>>, before = ""): [string, string][] {
  const found: [string, string][] = [];
  for (const [name, value] of Object.entries(result)) {
    if (found.length >= SLOTS) break;
    const path = `${before}${slotName(name)}`;
    if (Array.isArray(value)) {
      found.push([`${path}#`, String(value.length)]);
      found.push(...ofList(path, value.slice(0, ITEMS_READ).filter(isObject)));
    } else if (isObject(value)) found.push(...selected(value, `${path}.`));
  }
  return found;
}

function ofList(path: string, items: Record<string, unknown>[]): [string, string][] {
  const kinds = choicesOf(items).flatMap((choice, place) => {
    const byValue = new Map<string, Record<string, unknown>[]>();
    for (const item of items) {
      const value = choiceText(item[choice]);
      if (value !== null) byValue.set(value, [...(byValue.get(value) ?? []), item]);
    }
    return [...byValue].map(([value, alike]) => ({
      name: `${path}{${slotName(choice)}=${slotName(value)}}`,
      alike,
      place,
    }));
  });
  // The rarest kind last, of equal ones that of the first name: the newest slot goes first, and what is told of a list is
  // mostly what stands out in it.
  return kinds
    .sort((left, right) => right.alike.length - left.alike.length || right.place - left.place)
    .flatMap(({ name, alike }): [string, string][] => [
      [`${name}#`, String(alike.length)],
      ...alike.slice(0, TOLD).flatMap((item, index) => valuesOf(item, `${name}[${index}].`)),
    ]);
}

/** Names under which every item has one of a few short values. */
function choicesOf(items: readonly Record<string, unknown>[]): string[] {
  const names = Object.keys(items[0] ?? {});
  return names
    .filter((name) => {
      const values = items.map((item) => choiceText(item[name]));
      return !values.includes(null) && (items.length < 3 || new Set(values).size < items.length);
    })
    .slice(0, CHOICES);
}

/** A truth value or a short word; null for what names, counts or tells. */
function choiceText(value: unknown): string | null {
  if (typeof value === "boolean") return String(value);
  return typeof value === "string" && value.length <= LONGEST_CHOICE && /^\p{L}[\p{L}_ -]*$/u.test(value)
    ? value
    : null;
}

function valuesOf(item: Record<string, unknown>, before: string): [string, string][] {
  return Object.entries(item).flatMap(([name, value]): [string, string][] => {
    if (typeof value !== "string" && typeof value !== "number") return [];
    return [[`${before}${slotName(name)}`, textOf(value)]];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

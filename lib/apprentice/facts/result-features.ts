/** Turns a tool result into features of the situation. Pure. */
import { spread, textOf } from "./leaves";

/** Facts of one result among the features. */
const FACTS_READ = 40;

/** Its short values by name, of what figures and long texts tell only that they are there. */
export function factsIn(result: Record<string, unknown>): string[] {
  const { leaves, lists } = spread(result);
  const facts = new Set<string>();
  for (const { path, value } of leaves) {
    if (value === null || value === "") continue;
    const text = textOf(value);
    const isOpen = /\p{N}/u.test(text) || text.length > 60;
    const place = path.replace(/\[\d+\]/gu, "[]");
    // Of the items of a list only what one of a few things it can be is told.
    if (place !== path && isOpen) continue;
    facts.add(isOpen ? `${place}:` : `${place}=${text.toLowerCase()}`);
    if (facts.size === FACTS_READ) break;
  }
  for (const { path, items } of lists) {
    if (path.includes("[")) continue;
    facts.add(`${path}[]`);
    facts.add(`${path}#${Math.min(items.length, 3)}`);
  }
  return [...facts];
}

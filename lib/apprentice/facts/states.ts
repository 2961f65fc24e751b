/** The discrete state of tool results (booleans, enums, counts, missing values), which no slot can express but a sentence may depend on. */
import { combine, hash } from "../tokens";
import { type Leaf, ownName, type Spread, slotName } from "./leaves";

/** One of them, with the numbers it is looked up by. `kind` says how it may bear on a sentence. */
export type State = {
  tool: string;
  path: string;
  value: string;
  kind: StateKind;
  /** The place in the result, whichever item it is. */
  place: string;
  /** A reply was made since, which told it. */
  isTold: boolean;
  /** The name a sentence could say. */
  name: string;
  toolKey: number;
  pathKey: number;
  valueKey: number;
  key: number;
};

export type StateKind = "truth" | "choice" | "count";

/** States read of one result. */
const STATES_READ = 48;
const LONGEST_CHOICE = 200;
const COUNTED = 3;
/** What stands for a value that is not there. */
const MISSING = "∅";

/** States of a result, told already or not; `known` are the paths the tool ever gave, since what is missing is a state as well. */
export function statesOf(
  tool: string,
  { leaves, lists }: Spread,
  { isTold = false, known = [] }: { isTold?: boolean; known?: Iterable<string> } = {},
): State[] {
  const states = new Map<string, State>();
  const put = (path: string, value: string, kind: StateKind): void => {
    if (states.size < STATES_READ && !states.has(path))
      states.set(path, newState(tool, path, value, kind, isTold));
  };
  const open = new Set<string>();
  for (const leaf of leaves) {
    const state = leaf.path.includes("[") ? null : stateOf(leaf);
    if (state) put(leaf.path, ...state);
    else open.add(leaf.path);
  }
  for (const { path, items } of lists)
    if (!path.includes("[")) put(`${path}#`, countOf(items.length), "count");
  for (const { path, value } of leaves)
    if (path.includes("[") && (typeof value === "boolean" || isWord(value)))
      // Of many items: whether there is any like this.
      put(
        `${placeOf(path)}=${slotName(String(value))}`,
        "some",
        typeof value === "boolean" ? "truth" : "choice",
      );
  for (const path of known)
    if (!open.has(path)) put(path, MISSING, /=(?:true|false)$/u.test(path) ? "truth" : "choice");
  return [...states.values()];
}

function newState(tool: string, path: string, value: string, kind: StateKind, isTold: boolean): State {
  const toolKey = hash(tool);
  const pathKey = hash(path, toolKey);
  const valueKey = hash(value);
  const [place = ""] = path.split("=", 1);
  const key = combine(pathKey, valueKey);
  return { tool, path, value, kind, place, isTold, name: ownName(place), toolKey, pathKey, valueKey, key };
}

/** The places of results that slots tell, whichever item: of one chosen by what it is, that as well. */
export function placesTold(slots: Iterable<string>): Set<string> {
  const places = new Set<string>();
  for (const slot of slots) {
    places.add(placeOf(slot));
    const chosen = /^(.*)\{([^={}]*)=/u.exec(slot);
    if (chosen) places.add(`${placeOf(chosen[1] ?? "")}[].${chosen[2]}`);
  }
  return places;
}

/** A path without the places in its lists. */
export function placeOf(path: string): string {
  return path.replace(/(?:\{[^}]{0,400}\})?\[\+?\d+\]/gu, "[]");
}

/** Null for what names or measures: that is told by slots. */
function stateOf({ value }: Leaf): [string, StateKind] | null {
  if (value === null) return [MISSING, "choice"];
  if (typeof value === "boolean") return [String(value), "truth"];
  if (typeof value === "number") return [countOf(value), "count"];
  const text = value.trim().toLowerCase();
  if (/\p{N}/u.test(text)) return null;
  return [text === "" ? MISSING : text.slice(0, LONGEST_CHOICE), "choice"];
}

/** None, one, two, or more; what is no count is a number, and numbers are slots. */
function countOf(value: number): string {
  return Number.isInteger(value) && value >= 0 && value < COUNTED
    ? String(value)
    : value < 0
      ? "less"
      : "more";
}

function isWord(value: Leaf["value"]): value is string {
  return typeof value === "string" && /^\p{L}[\p{L}_ -]{0,23}$/u.test(value);
}

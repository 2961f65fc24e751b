/**
 * The alerts of a payload nobody wrote a mapping for. Senders call the same things by like names and tell them in like forms:
 * what says whether it is over, which alert it is, when and where, is found by both.
 */
import { componentOf, isComponentLabel } from "#lib/incidents/identity";
import { LenientParse, priorityOf } from "#lib/tickets/lenient-parsing";
import { alertFrom, digestOf, readEach } from "../alerts";
import { stateOf, wordsOf } from "../state-words";
import type { ParsedRequest, WebhookRequest } from "../webhook-request";
import { checkOf, labelsOf, tagsOf } from "./labels";
import { type Leaf, leavesOf } from "./leaves";
import { isNotice } from "./notices";
import {
  headedState,
  idRank,
  isAloof,
  isAttempt,
  isNamedAlerts,
  isOfAttempt,
  isOfOther,
  isOfRule,
  isSentence,
  isSortName,
  nameRank,
  severityRank,
  stateRank,
  timeOf,
} from "./roles";

type Received = Pick<WebhookRequest, "receivedAt">;

export function derived(payload: unknown, request: Received): ParsedRequest {
  if (Array.isArray(payload)) return each(payload, [], "alerts", request);
  const root = Object(payload) as object;
  const list = listIn(root);
  if (list) return each(list.items, leavesOf(root, list.items), list.name, request);
  const leaves = leavesOf(root);
  if (isAside(leaves) || isNotice(leaves)) return { events: [], alerts: [], refused: [] };
  return readEach([root], "alerts", () => alertOf(root, leaves, [], request));
}

function each(items: readonly unknown[], shared: Leaf[], field: string, request: Received): ParsedRequest {
  const told = items.filter((item) => typeof item !== "object" || item === null || !isNotice(leavesOf(item)));
  return readEach(told, field, (item) =>
    typeof item === "object" && item !== null ? alertOf(item, leavesOf(item), shared, request) : null,
  );
}

/**
 * The list of which each item has a state of its own, and says which it is. Beside a state of the whole a list of what is no
 * alert by its name is of parts: the jobs of a build.
 */
function listIn(root: object): { name: string; items: unknown[] } | null {
  const isWhole = leavesOf(root).some(
    (leaf) =>
      leaf.within.length < 2 && !isAloof(leaf) && headedState(leaf) !== null && stateOf(String(leaf.value)),
  );
  for (const holder of [root, ...Object.values(root)])
    for (const [name, value] of Object.entries(Object(holder) as object))
      if (
        Array.isArray(value) &&
        value.length > 0 &&
        value.every(isAlert) &&
        (!isWhole || isNamedAlerts(name))
      )
        return { name, items: value };
  return null;
}

function isAlert(item: unknown): boolean {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return false;
  const leaves = leavesOf(item);
  const isTold = leaves.some((leaf) => leaf.within.length === 0 && stateRank(leaf) !== null);
  return isTold && leaves.some((leaf) => nameRank(leaf) !== null || idRank(leaf) !== null);
}

/** What somebody did to an alert, told around it, that neither begins nor ends it. */
function isAside(leaves: readonly Leaf[]): boolean {
  const action = leaves.find(({ words, within }) => within.length === 0 && words.join("") === "action");
  const isAround = leaves.some((leaf) => leaf.within.length > 0 && nameRank(leaf) !== null);
  return action !== undefined && isAround && !leaves.some((leaf) => stateRank(leaf) !== null);
}

function alertOf(own: object, leaves: Leaf[], shared: readonly Leaf[], request: Received) {
  const states = ranked(leaves, stateRank);
  const [begun, ended, happened] = (["start", "end", "told"] as const).map((kind) =>
    timeIn(leaves, kind, request),
  );
  // That it has ended says more than the kind of what happened.
  const isKind = /^(?:type|event)$/.test(states[0]?.words.at(-1) ?? "type");
  const state = ended && isKind ? "resolved" : (turnOf(states[0]) ?? "firing");
  const odd =
    states.length === 0
      ? leaves.find((leaf) => headedState(leaf) === 1 && leaf.within.length === 0)
      : undefined;
  const labels = labelsOf([...shared, ...leaves], tagsOf(own, leaves));
  const named = namedIn(ranked(leaves, nameRank));
  const check = named && !isSentence(named) ? undefined : checkOf(leaves, labels);
  if (check) delete labels[check.key];
  const described = textIn(leaves, "description", "output", "cause", "reason", "details", "message");
  const every = ranked(leaves, (leaf) => idRank(leaf) ?? (named && isNumberOf(named, leaf) ? 4 : null));
  // A number of one time that something was tried, or of what nothing says to be over, is another one the next time.
  const isOnce = leaves.some(isOfAttempt) || (states.length === 0 && !odd);
  const lasting = every.filter((leaf) => isOfRule(leaf) || (idRank(leaf) ?? 9) < 2);
  const ids = isOnce && (lasting.length > 0 || (named && !isSentence(named))) ? lasting : every;
  const name =
    check?.value ??
    (named ? withoutTurn(String(named.value)) : (ids.find(isOfRule)?.value ?? described)) ??
    leaves.find(isSortName)?.value ??
    Object.values(componentOf({ labels }).what)[0];
  return alertFrom(
    {
      id: idOf(
        ids,
        named && isSentence(named) ? (thingsIn(leaves) ?? withoutState(name, states[0])) : name,
        labels,
      ),
      state: odd?.value ?? state,
      name,
      severity: [...ranked(leaves, severityRank), ...states]
        .map(({ value }) => value)
        // A figure alone may count up to the worst or down to it.
        .filter((word) => !/^(?:alert|\d+)$/i.test(String(word))),
      startsAt: begun ?? (state === "firing" ? happened : undefined) ?? (ended ? ended : happened),
      endsAt: ended ?? happened,
      labels,
      summary: textIn(leaves, "summary"),
      description: described,
      url: pageIn(leaves, labels),
    },
    request,
  );
}

function turnOf(leaf: Leaf | undefined) {
  if (!leaf || typeof leaf.value !== "boolean") return leaf && stateOf(String(leaf.value));
  const told = stateOf(leaf.words.join(" "));
  return leaf.value ? told : told === "resolved" ? "firing" : "resolved";
}

/** The name: a title that holds the name of what raised it says in words what that name says at the beginning and at the end. */
function namedIn(names: readonly Leaf[]): Leaf | undefined {
  const [first] = names;
  const inner = names.find(
    (leaf) =>
      leaf !== first &&
      (nameRank(leaf) ?? 9) < 3 &&
      String(leaf.value).length > 3 &&
      String(first?.value).includes(String(leaf.value)),
  );
  return inner ?? first;
}

/** The leaves with a rank, the surest first, those further out before those within. */
function ranked(leaves: readonly Leaf[], rankOf: (leaf: Leaf) => number | null): Leaf[] {
  return leaves
    .flatMap((leaf) => {
      const rank = rankOf(leaf);
      return rank === null ? [] : [{ leaf, rank }];
    })
    .sort((one, other) => one.rank - other.rank)
    .map(({ leaf }) => leaf);
}

/** A number of its own says which alert it is; a word, or the number of a rule, only with the rest. */
function idOf(ids: readonly Leaf[], name: unknown, labels: Record<string, string>): string {
  const [first] = ids;
  const told = Object.entries(labels).filter(([label]) => isComponentLabel(label));
  if (!first) return digestOf({ name: String(name ?? ""), ...Object.fromEntries(told) });
  // What was only taken for its resource may be told at the beginning alone.
  const where = Object.fromEntries(told.filter(([label]) => label !== "resource"));
  if (isOfRule(first))
    return Object.keys(where).length > 0 ? `${first.value}/${digestOf(where)}` : String(first.value);
  const rule = /\d/.test(String(first.value)) ? undefined : ids.find(isOfRule);
  return rule ? `${rule.value}/${first.value}` : String(first.value);
}

/** What a sentence is about, by the numbers of it: they stay while the sentence changes. */
function thingsIn(leaves: readonly Leaf[]): string | undefined {
  const numbers = leaves.filter((leaf) => !isAloof(leaf) && isOfOther(leaf) && leaf.words.join("") === "id");
  const told = numbers.map(({ within, value }) => `${within.at(-1)?.join("_")}=${value}`);
  return told.length > 0 ? told.sort().join() : undefined;
}

/** The number beside a name is of what is named, unless it counts how often that was tried. */
function isNumberOf(named: Leaf, { words, within }: Leaf): boolean {
  return (
    words.join("") === "id" &&
    within.length > 0 &&
    within.join() === named.within.join() &&
    !isAttempt(within.at(-1) ?? [])
  );
}

/** A name without the word at its beginning that says whether it begins or ends: `[Recovered] Disk is full`. */
function withoutTurn(name: string): string {
  const [whole = "", inBrackets, before] =
    /^(?:\[([^\]]{1,40})\]|([\p{L}\d]{1,20}):)\s*(?=\S)/u.exec(name) ?? [];
  const turn = inBrackets ?? before ?? "";
  return stateOf(turn.toLowerCase()) !== null && priorityOf(turn) === null ? name.slice(whole.length) : name;
}

/** A sentence up to where it says how things stand: "shop is degraded: 2 of 5" is told as "shop is healthy: 5 of 5" at the end. */
function withoutState(name: unknown, state: Leaf | undefined): unknown {
  const word = wordsOf(String(state?.value ?? ""))[0];
  if (typeof name !== "string" || !word || typeof state?.value !== "string") return name;
  const at = name.toLowerCase().search(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "u"));
  return at > 0 ? name.slice(0, at).trim() : name;
}

function timeIn(
  leaves: readonly Leaf[],
  kind: "start" | "end" | "told",
  { receivedAt }: Received,
): string | undefined {
  const own = leaves.filter((leaf) => !isOfOther(leaf));
  for (const leaf of [...own, ...leaves.filter(isOfOther)]) {
    if (typeof leaf.value === "boolean" || timeOf(leaf) !== kind) continue;
    const reading = new LenientParse(receivedAt);
    const time = reading.instant("", leaf.value);
    if (time && reading.flaws.length === 0 && time.getUTCFullYear() >= 2000) return time.toISOString();
  }
  return undefined;
}

/** The page about it; an address that a program follows only where there is none. */
function pageIn(leaves: readonly Leaf[], labels: Record<string, string>): unknown {
  for (const head of [/^(?:url|link|permalink)$/, /^href$/]) {
    const found = leaves.find(
      ({ words, value }) => head.test(words.at(-1) ?? "") && value !== labels.resource,
    );
    if (found) return found.value;
  }
  // By whatever name, where it is the only one.
  const [only, ...others] = leaves.filter(
    ({ value }) =>
      value !== labels.resource && typeof value === "string" && /^https?:\/\/[^/]+\/./.test(value),
  );
  return others.length === 0 ? only?.value : undefined;
}

function textIn(leaves: readonly Leaf[], ...heads: string[]): string | undefined {
  for (const head of heads) {
    const found = leaves.find(
      (leaf) => leaf.words.at(-1) === head && typeof leaf.value === "string" && !isAloof(leaf),
    );
    if (found) return String(found.value);
  }
  return undefined;
}

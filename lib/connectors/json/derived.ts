/**
 * The alerts of a payload nobody wrote a mapping for. Senders call the same things by like names and tell them in like forms:
 * what says whether it is over, which alert it is, when and where, is found by both.
 */
import { isComponentLabel } from "#lib/incidents/identity";
import { LenientParse, priorityOf } from "#lib/tickets/lenient-parsing";
import { alertFrom, digestOf, readEach } from "../alerts";
import { stateOf } from "../state-words";
import type { ParsedRequest, WebhookRequest } from "../webhook-request";
import { checkOf, labelsOf, tagsOf } from "./labels";
import { type Leaf, leavesOf } from "./leaves";
import {
  headedState,
  idRank,
  isAloof,
  isOfRule,
  isSentence,
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
  if (isAside(leaves)) return { events: [], alerts: [], refused: [] };
  return readEach([root], "alerts", () => alertOf(root, leaves, [], request));
}

function each(items: readonly unknown[], shared: Leaf[], field: string, request: Received): ParsedRequest {
  return readEach(items, field, (item) =>
    typeof item === "object" && item !== null ? alertOf(item, leavesOf(item), shared, request) : null,
  );
}

/** The list of which each item has a state of its own, and says which it is. */
function listIn(root: object): { name: string; items: unknown[] } | null {
  for (const holder of [root, ...Object.values(root)])
    for (const [name, value] of Object.entries(Object(holder) as object))
      if (Array.isArray(value) && value.length > 0 && value.every(isAlert)) return { name, items: value };
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
  const state = turnOf(states[0]) ?? (ended ? "resolved" : "firing");
  const odd =
    states.length === 0
      ? leaves.find((leaf) => headedState(leaf) === 1 && leaf.within.length === 0)
      : undefined;
  const labels = labelsOf([...shared, ...leaves], tagsOf(own, leaves));
  const named = ranked(leaves, nameRank)[0];
  const check = named && !isSentence(named) ? undefined : checkOf(leaves, labels);
  if (check) delete labels[check.key];
  const ids = ranked(leaves, (leaf) => idRank(leaf) ?? (named && isNumberOf(named, leaf) ? 4 : null));
  const name = check?.value ?? (named ? withoutTurn(String(named.value)) : ids.find(isOfRule)?.value);
  return alertFrom(
    {
      id: idOf(ids, name, labels),
      state: odd?.value ?? state,
      name,
      severity: [...ranked(leaves, severityRank), ...states]
        .map(({ value }) => value)
        .filter((word) => !/^alert$/i.test(String(word))),
      startsAt: begun ?? (state === "firing" ? happened : undefined) ?? (ended ? ended : happened),
      endsAt: ended ?? happened,
      labels,
      summary: textIn(leaves, "summary"),
      description: textIn(leaves, "description", "output", "cause", "reason", "details", "message"),
      url: leaves.find(
        ({ words, value }) =>
          /^(?:url|link|permalink|href)$/.test(words.at(-1) ?? "") && value !== labels.resource,
      )?.value,
    },
    request,
  );
}

function turnOf(leaf: Leaf | undefined) {
  if (!leaf || typeof leaf.value !== "boolean") return leaf && stateOf(String(leaf.value));
  const told = stateOf(leaf.words.join(" "));
  return leaf.value ? told : told === "resolved" ? "firing" : "resolved";
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

/** The number beside a name is of what is named. */
function isNumberOf(named: Leaf, { words, within }: Leaf): boolean {
  return words.join("") === "id" && within.length > 0 && within.join() === named.within.join();
}

/** A name without the word at its beginning that says whether it begins or ends: `[Recovered] Disk is full`. */
function withoutTurn(name: string): string {
  const [whole = "", inBrackets, before] =
    /^(?:\[([^\]]{1,40})\]|([\p{L}\d]{1,20}):)\s*(?=\S)/u.exec(name) ?? [];
  const turn = inBrackets ?? before ?? "";
  return stateOf(turn.toLowerCase()) !== null && priorityOf(turn) === null ? name.slice(whole.length) : name;
}

function timeIn(
  leaves: readonly Leaf[],
  kind: "start" | "end" | "told",
  { receivedAt }: Received,
): string | undefined {
  for (const leaf of leaves) {
    if (typeof leaf.value === "boolean" || timeOf(leaf) !== kind) continue;
    const reading = new LenientParse(receivedAt);
    const time = reading.instant("", leaf.value);
    if (time && reading.flaws.length === 0 && time.getUTCFullYear() >= 2000) return time.toISOString();
  }
  return undefined;
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

/** What a value of a payload is to an alert, by its name and its form: a rank each, the least first; null for none. Pure. */
import { isComponentLabel } from "#lib/incidents/identity";
import { priorityOf } from "#lib/tickets/lenient-parsing";
import { stateOf, wordsOf } from "../state-words";
import type { Leaf } from "./leaves";

/** What an alert is called, what raises it, and what is wrapped around it. */
const happening = new Set("alert alarm incident problem issue case event outage downtime".split(" "));
const watching = new Set(
  "check monitor rule condition trigger test sensor search watch probe query definition detector budget".split(
    " ",
  ),
);
const wrapping = new Set(
  "data attributes payload essentials message body result object content detail params".split(" "),
);

/** One time that something was tried: it has a number of its own each time, and what is tried has the name. */
const attempts = new Set("run build execution attempt pipeline".split(" "));

export function isAttempt(words: readonly string[]): boolean {
  return attempts.has(words.at(-1) ?? "");
}

/** Whose names and places are not those of what failed: who looks, who is told, and where it goes. */
const aloof = new Set(
  "probe user owner author responder responders team teams contact integration source sender account policy workflow organization relationships previous old".split(
    " ",
  ),
);

const isOurs = (word: string) => happening.has(word) || watching.has(word);
const last = (words: readonly string[]) => words.at(-1) ?? "";

/** True for what belongs to somebody else than what failed; a `workflow_run` is a run, a `team_contact` is not. */
export function isAloof({ words, within }: Leaf): boolean {
  const names = [
    words.slice(0, -1),
    ...within.filter((holder) => !isOurs(last(holder)) && !attempts.has(last(holder))),
  ];
  return names.some((name) => name.some((word) => aloof.has(word)));
}

/** True for what is told of something beside the alert: the project it is of, what was changed before. */
export function isOfOther({ within }: Leaf): boolean {
  const holder = within.at(-1) ?? [];
  return within.length > 0 && !holder.some(isOurs) && !wrapping.has(last(holder)) && !isAttempt(holder);
}

/** Where it is told whether the alert begins or ends: in a word rather than by a number. */
export function stateRank(leaf: Leaf): number | null {
  if (isAloof(leaf)) return null;
  if (typeof leaf.value === "boolean") return booleanRank(leaf);
  const state = stateOf(String(leaf.value));
  if (state === null) return null;
  const headed = headedState(leaf);
  if (/^\d+$/.test(String(leaf.value))) return headed && headed + 4;
  if (headed !== null) return headed;
  // A type says rather what it is: what is told beside it counts first.
  if (turns.test(last(told(leaf))) && !(isPlainType(leaf) && state === "firing"))
    return last(told(leaf)) === "type" ? 2.5 : 2;
  // A severity of none, where nothing else is told.
  return severityRank(leaf) !== null && state === "resolved" && !isSeverity(leaf.value) ? 4 : null;
}

/** True for how bad something is; that it is well is how it stands. */
function isSeverity(word: unknown): boolean {
  return priorityOf(word) !== null && !/^ok(?:ay)?$/i.test(String(word));
}

const turns = /^(?:transition|action|trigger|condition|group|type|event)$/;

/** The words without those that only say that there is a value. */
const told = ({ words }: Leaf) => words.filter((word) => word !== "value" && word !== "name");

/** Its own state is the alert's; that of a host or service is told beside others. */
export function headedState(leaf: Leaf): number | null {
  const words = told(leaf);
  // How something went says more than that it is done.
  if (/^(?:conclusion|outcome)$/.test(last(words))) return 0;
  if (!/^(?:state|status|health|phase)$/.test(last(words))) return null;
  return words.slice(0, -1).every((word) => isOurs(word) || /^(?:current|new|last)$/.test(word)) ? 1 : 3;
}

/** `"type": "alert"` says what it is, not that it fires. */
function isPlainType({ words }: Leaf): boolean {
  return words.length === 1 && words[0] === "type";
}

/** `"resolved": true`, `"ok": false`. */
function booleanRank({ words, value, within }: Leaf): number | null {
  const name = words.filter((word) => word !== "is");
  const isTurn = name.length === 1 && stateOf(last(name)) !== null && !isSeverity(last(name));
  return typeof value === "boolean" && within.length < 2 && isTurn && last(name) !== "acknowledged"
    ? 4
    : null;
}

/** What says which alert it is, the same at its end: a key for the purpose, its own number, a plain one, and that of its rule. */
export function idRank(leaf: Leaf): number | null {
  const { words, within } = leaf;
  if (isAloof(leaf)) return null;
  if (
    /^(?:fingerprint|alias)$/.test(last(words)) ||
    /^(?:dedup\w*|correlation|aggregation|incident|alert)key$/.test(words.join("")) ||
    (last(words) === "key" && words.length === 1)
  )
    return 0;
  if (words.join("") === "pid") return 2;
  if (!/^(?:id|arn|uuid|guid)$/.test(last(words))) return null;
  const of = words.length > 1 ? words.slice(0, -1) : (within.at(-1) ?? []);
  const noun = of.at(-1) ?? "";
  if (noun === "event") return 5;
  if (attempts.has(noun)) return null;
  if (happening.has(noun)) return 1;
  if (watching.has(noun) || noun === "entity") return 3;
  return words.length === 1 && (within.length === 0 || wrapping.has(noun)) ? 2 : null;
}

/** True for the id of what raises alerts, which may raise several at a time. */
export function isOfRule(leaf: Leaf): boolean {
  return idRank(leaf) === 3;
}

/** True where what is told is one time that something was tried: each has a number of its own, by whatever name. */
export function isOfAttempt({ words, within, value }: Leaf): boolean {
  return (
    within.length === 0 &&
    /^(?:kind|type|event)$/.test(last(words)) &&
    typeof value === "string" &&
    wordsOf(value).some((word) => attempts.has(word))
  );
}

/** What sort of thing happened, where nothing else is its name. */
export function isSortName(leaf: Leaf): boolean {
  const { value } = leaf;
  return (
    !isAloof(leaf) &&
    !isOfOther(leaf) &&
    /^(?:type|kind)$/.test(last(told(leaf))) &&
    typeof value === "string" &&
    stateOf(value) === null
  );
}

/** True for a list that is called by what it holds: `alerts`, `firingIncidents`, `checks`. */
export function isNamedAlerts(key: string): boolean {
  return isOurs(last(wordsOf(key)).replace(/s$/, ""));
}

/** What it is called. */
export function nameRank(leaf: Leaf): number | null {
  const { words, within, value } = leaf;
  if (typeof value !== "string" || isAloof(leaf)) return null;
  if (words.join("") === "alertname") return 0;
  const [head, of] = [last(words), words.slice(0, -1)];
  const holder = within.findLast((one) => last(one) !== "metadata")?.at(-1) ?? "";
  // A word for how it stands names nothing.
  if (stateOf(value) !== null && wordsOf(value).length === 1) return null;
  if (!of.every((word) => isOurs(word) || word === "entity") || isComponentLabel(holder)) return null;
  if (attempts.has(holder)) return head === "name" ? 1 : null;
  const isForeign = within.length > 0 && !isOurs(holder) && !wrapping.has(holder);
  if (head === "title") return isForeign ? 3 : 0;
  if (isForeign) return null;
  if (head === "name" && last(of) === "event") return 5;
  if (head === "alias" && watching.has(holder)) return 2;
  if (head === "name") return of.length > 0 || watching.has(holder) ? 1 : 2;
  if (words.join("") === "alert" || watching.has(head)) return 3;
  if (/^(?:message|summary|subject|text)$/.test(head)) return 4;
  return head === "description" && isOurs(holder) ? 5 : null;
}

/** True for a name that only says in a sentence what happens. */
export function isSentence(leaf: Leaf): boolean {
  return (nameRank(leaf) ?? 0) >= 4;
}

/** A check of a host that has no name but that of the service it looks at. */
export function isCheckedService({ words, value }: Leaf): boolean {
  return typeof value === "string" && /^service(?:name|desc(?:ription)?|displayname)?$/.test(words.join(""));
}

/** How bad it is. */
export function severityRank(leaf: Leaf): number | null {
  if (isAloof(leaf)) return null;
  const rank = ["severity", "priority", "importance", "urgency", "criticality", "level", "impact"].findIndex(
    (word) => leaf.words.includes(word),
  );
  return rank < 0 ||
    !/^(?:severity|priority|importance|urgency|criticality|level|impact|name|label)$/.test(last(leaf.words))
    ? null
    : rank;
}

/** When it began, when it ended, or when what is told happened. */
export function timeOf(leaf: Leaf): "start" | "end" | "told" | null {
  const { words } = leaf;
  const isChange = words.some((word) => /^chang/.test(word));
  const isTime = (word: string) => timeWord.test(word) || (words.length === 1 && turned.test(word));
  if (isAloof(leaf) || !(words.some(isTime) || (isChange && words.includes("last")))) return null;
  if (
    words.some((word) =>
      /^(?:updated?|ack\w*|next|previous|scheduled|expir\w*|due|response|check)$/.test(word),
    )
  )
    return null;
  if (words.includes("last") && !isChange) return null;
  const turn = isChange ? "told" : turnTold(words);
  return turn === "firing" ? "start" : turn === "resolved" ? "end" : turn;
}

const timeWord = /^(?:at|time|timestamp|date|datetime|ts|dt|now|epoch|seen|since|start|started|end|ended)$/;

/** What happened, where a time stands beside it: `"resolved": "2026-02-13T16:36:40Z"`. */
const turned = /^(?:created|opened|started|triggered|resolved|closed|recovered|ended)$/;

/** Which turn a time is of; null for an edge of something else, as of what was searched: `query_start_time`. */
function turnTold(words: readonly string[]): "firing" | "resolved" | "told" | null {
  const rest = words.filter((word) => !happening.has(word) && !/^(?:state|status)$/.test(word));
  const turn = rest.some((word) => /^(?:first|since)$/.test(word)) ? "firing" : stateOf(rest.join(" "));
  const isEdge = rest.some((word) => /^(?:start|end)$/.test(word));
  const isOfOther = rest.some(
    (word) => !timeWord.test(word) && !writing.test(word) && stateOf(word) === null,
  );
  return isEdge && isOfOther ? null : (turn ?? "told");
}

/** How a time is written. */
const writing = /^(?:unix|utc|iso|format|local|ms)$/;

/** What a draft must pass before anyone sees it: cited, grounded in this ticket, nobody else's data, not said before. */
import { distance } from "fastest-levenshtein";
import type { SilenceReason } from "#lib/policy/model";
import { redact } from "#lib/policy/redact";
import { isJoining, JOINING, UNSPACED } from "./apprentice/tokens";
import { addressed } from "./forms-of-address";
import { otherLanguage } from "./language";
import type { Draft, Observation, Source } from "./model";

export type Checked = { ok: true } | { ok: false; reason: SilenceReason; detail: string };

/** Texts this alike (1 − edit distance / length, normalised) are the same proposal. */
const sameText = 0.9;

/** Longest reply or note that is shown, in characters; nobody reads a longer one before he sends it. */
const mostSaid = 8_000;

/** What is not repeated to anyone, not even to who wrote it. */
const neverSaid = ["SECRET", "CARD", "IBAN", "SSN"] as const;

/** Checks a draft; `detail` says in a sentence what is wrong with it. */
export function checkDraft(draft: Draft, seen: Observation): Checked {
  if (draft.text.length > mostSaid) return fault("too_long", `It has ${draft.text.length} characters.`);
  if (draft.sources.length === 0) return fault("not_grounded", "It cites no source.");
  if (draft.kind === "diagnostic") return checkCall(draft, seen);
  if (redact(draft.text).found.some(({ type }) => (neverSaid as readonly string[]).includes(type)))
    return fault("not_grounded", "It holds a secret or a number of an account.");
  const ungrounded = ungroundedValue(draft.text, draft.sources, seen);
  if (ungrounded)
    return fault("not_grounded", `“${ungrounded}” is neither in this ticket nor in the cited sources.`);
  const stranger = strangersName(draft.text, draft.sources, seen);
  if (stranger) return fault("not_grounded", `“${stranger}” is not a person on this ticket.`);
  const foreign = otherLanguage(draft.text, seen);
  if (foreign) return fault("other_language", foreign);
  if (isRepeat(draft.text, seen)) return fault("repeat", "The same was said on this ticket before.");
  return { ok: true };
}

/** The first number, identifier, address or link of `text` that nothing it may rest on contains; null when all are known. */
export function ungroundedValue(text: string, cited: Source[], seen: Observation): string | null {
  const known = knownTexts(cited, seen);
  const withoutNumbering = text.replace(/^[ \t]{0,20}\d{1,2}[.)]\s/gm, "");
  return (withoutNumbering.match(values) ?? []).find((value) => !isKnown(value, known)) ?? null;
}

/** What a draft may rest on: this ticket and what it cites, each past ticket by itself. */
type Known = { here: string; past: string[] };

function knownTexts(cited: Source[], seen: Observation): Known {
  const past = new Map<number, string>();
  for (const { kind, ref, body } of cited)
    if (kind === "ticket") past.set(ref, `${past.get(ref) ?? ""}\n${body}`);
  const written = cited.filter(({ kind }) => kind !== "ticket").map(({ body }) => body);
  return { here: [ticketText(seen), ...written].join("\n"), past: [...past.values()] };
}

/** A constant of the team stands in several past tickets; what stands in one may be that customer's own. */
function isKnown(value: string, { here, past }: Known): boolean {
  return stands(value, here) || past.filter((body) => stands(value, body)).length >= 2;
}

/** Texts alike but for case, punctuation and a few letters. */
export function isRepeat(text: string, seen: Observation): boolean {
  const wanted = normalised(text);
  const said = seen.timeline.filter(({ kind }) => kind === "analyst_reply").map(({ body }) => body);
  return [...seen.proposed, ...said].some((earlier) => {
    const other = normalised(earlier);
    const longer = Math.max(wanted.length, other.length);
    if (longer === 0 || Math.min(wanted.length, other.length) < sameText * longer) return false;
    return 1 - distance(wanted, other) / longer >= sameText;
  });
}

/** A link ends where a script without spaces or its punctuation begins. */
const OF_A_LINK = `[^\\s<>"'\\)\\]\\u3000-\\u303f\\uff00-\\uffef${UNSPACED.source}]`;

/** Links, addresses, and words with a digit in them. */
const values = new RegExp(
  [
    `[a-z][a-z0-9+.\\-]{1,15}://${OF_A_LINK}{0,2000}(?![.,;:!?])${OF_A_LINK}`,
    "[\\w.+\\-]{1,64}@[\\w\\-]{1,63}(?:\\.[\\w\\-]{1,63})+",
    `${JOINING}{0,100}\\p{N}(?:[${JOINING}.,:\\/\\-]{0,200}${JOINING})?`,
  ].join("|"),
  "giv",
);

/** A call carries identifiers of this ticket, and is neither one made since the last message nor being looked up by hand. */
export function checkCall(
  { payload: { call }, sources }: Pick<Draft, "payload" | "sources">,
  seen: Observation,
): Checked {
  if (!call) return fault("not_grounded", "It names no tool.");
  const known = knownTexts(sources, seen);
  const values = leaves(call.arguments);
  // What changes something is not guessed: every word of it stands here.
  const isBound = (value: unknown) => isTelling(value) || (call.action && typeof value === "string");
  const foreign = values.find((value) => isBound(value) && !isKnown(String(value), known));
  if (foreign !== undefined) return fault("not_grounded", `“${String(foreign)}” is not in this ticket.`);
  const torn = values.find((value) => typeof value === "string" && isTorn(value));
  if (torn !== undefined) return fault("not_grounded", `“${String(torn)}” is no identifier.`);
  const since = seen.timeline.slice(
    seen.timeline.findLastIndex(({ kind }) => kind === "customer_message") + 1,
  );
  const asked = JSON.stringify(call.arguments);
  const isAsked = since.some(
    ({ kind, data }) =>
      kind === "tool_call" && data.tool === call.tool && JSON.stringify(data.arguments ?? {}) === asked,
  );
  if (isAsked) return fault("repeat", call.action ? "This was already done." : "This was already looked up.");
  const answered = new Set(seen.timeline.map(({ data }) => data.callId));
  const isAwaited = seen.timeline.some(
    ({ id, data }) => data.byHand && data.tool === call.tool && !answered.has(String(id)),
  );
  return isAwaited ? fault("repeat", "Someone is already looking this up.") : { ok: true };
}

/** The values of arguments, however deep they lie. */
function leaves(value: unknown): unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [value];
}

/** Could be some ticket's own: text with digits, an address or a link; of numbers the long ones. */
function isTelling(value: unknown): boolean {
  if (typeof value === "number") return Math.abs(value) >= 1_000;
  return typeof value === "string" && /\p{N}|\w@\w|:\/\//u.test(value);
}

/** A piece cut out of a sentence: it ends in punctuation, or runs over the end of one. */
function isTorn(value: string): boolean {
  return /[.,;:!?]$|[.!?]\s/.test(value) || value.trim() !== value || value === "";
}

/** A person the draft addresses or names who belongs to another ticket, or to none. */
function strangersName(text: string, cited: Source[], seen: Observation): string | null {
  const known =
    `${ticketText(seen)}\n${seen.timeline.map(({ actorName }) => actorName).join("\n")}`.toLowerCase();
  const isStranger = (name: string) => !onBorders(name.toLowerCase(), known);
  // "von" and "der" are parts of names, and words of every text.
  const people = cited
    .flatMap((source) => source.people)
    .flatMap((name) => [name, ...name.split(/\s+/).filter((part) => !/^\p{Ll}/u.test(part))]);
  const named = people.find((name) => name.length >= 3 && onBorders(name, text) && isStranger(name));
  return named ?? addressed(text).find(isStranger) ?? null;
}

/** Everything this ticket says, with whose it is. */
function ticketText(seen: Observation): string {
  const { ticket, customer, timeline } = seen;
  return [
    `#${ticket.id} ${ticket.subject}`,
    ...(customer ? [customer.name, customer.email, customer.company, customer.plan] : []),
    ...timeline.flatMap(({ body, data }) => [body, readable(data)]),
  ]
    .filter(Boolean)
    .join("\n");
}

function readable(data: object): string {
  return Object.keys(data).length === 0 ? "" : JSON.stringify(data).replace(/\\[nt]/g, " ");
}

/** On word borders, whatever the case; a plain number also when its digits are written with another unit or separator. */
function stands(value: string, text: string): boolean {
  if (onBorders(value.toLowerCase(), text.toLowerCase())) return true;
  if (!/^\p{N}+(?:[.,:]\p{N}+)*\p{L}{0,3}$/u.test(value)) return false;
  const digits = new Set(text.match(/\d+/g) ?? []);
  return (value.match(/\d+/g) ?? []).every((run) => digits.has(run));
}

function onBorders(value: string, text: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const isBorder = !joins(text, at - 1) && !joins(text, at + value.length - 1);
    if (isBorder) return true;
  }
  return false;
}

function joins(text: string, at: number): boolean {
  return isJoining(text[at]) && isJoining(text[at + 1]);
}

function normalised(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ").slice(0, 2_000);
}

function fault(reason: SilenceReason, detail: string): Checked {
  return { ok: false, reason, detail };
}

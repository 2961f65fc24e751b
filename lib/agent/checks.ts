/**
 * Checks every draft must pass before anyone sees it: it cites sources, is grounded in this ticket, contains nobody
 * else's data, and was not said before.
 */

import { distance } from "fastest-levenshtein";
import type { AbstainReason } from "#lib/policy/model";
import { redact } from "#lib/privacy/redact";
import { recalled } from "#lib/recalled";
import type { ToolRequest } from "#lib/suggestions/step";
import type { EventOf, TimelineEvent } from "#lib/tickets/event";
import { resultsByCall } from "#lib/tickets/rules";
import type { Candidate, CandidateContent, Checked } from "./candidates/candidate";
import { addressed } from "./forms-of-address";
import { isKnown, knownTexts, lowered, onBorders, ticketText, ungroundedValue } from "./grounding";
import { hiddenCharacter } from "./hidden-characters";
import { otherLanguage } from "./language";
import type { Observation } from "./model";
import type { Source } from "./source";
import { strangersPronoun } from "./third-person";

/** Texts this alike (1 − edit distance / length, normalised) are the same proposal. */
const sameText = 0.9;

/** Longest reply or note that is shown, in characters; nobody reads a longer one before sending it. */
const mostSaid = 8_000;

/** What is never repeated to anyone, not even to its author. */
const neverSaid = ["SECRET", "CARD", "IBAN", "SSN"] as const;

/** What stands where something of another ticket was taken out. */
const leftOut = /\((?:VALUE|SECRET|EMAIL|CARD|IBAN|SSN|IP|PHONE|NAME)\)/;

/** True where something of another ticket was taken out of a text. */
export function hasLeftOut(text: string): boolean {
  return leftOut.test(text);
}

type Words = CandidateContent & Pick<Candidate, "text" | "sources">;

/** Checks a candidate; `detail` says in a sentence what is wrong with it. */
export function checkCandidate(draft: Words, seen: Observation): Checked {
  if (draft.text.length > mostSaid) return fault("too_long", `It has ${draft.text.length} characters.`);
  if (draft.sources.length === 0) return fault("not_grounded", "It cites no source.");
  if (draft.kind === "diagnostic") return checkCall(draft.payload.call, draft.sources, seen);
  if (redact(draft.text).found.some(({ type }) => (neverSaid as readonly string[]).includes(type)))
    return fault("not_grounded", "It holds a secret or a number of an account.");
  if (leftOut.test(draft.text))
    return fault("not_grounded", "It holds the mark of something that was hidden.");
  const hidden = hiddenCharacter(draft.text);
  if (hidden) return fault("not_grounded", `It holds ${hidden}, which a reader does not see.`);
  const ungrounded = ungroundedValue(draft.text, draft.sources, seen);
  if (ungrounded)
    return fault(
      "not_grounded",
      `${kindOf(ungrounded)} in it is neither in this ticket nor in the cited sources.`,
    );
  const stranger = strangersName(draft.text, draft.sources, seen);
  if (stranger) return fault("not_grounded", "A name in it is of nobody on this ticket.");
  const spokenOf = strangersPronoun(draft.text, knownTexts(draft.sources, seen).here);
  if (spokenOf) return fault("not_grounded", `It speaks of somebody as “${spokenOf}”, of whom nobody spoke.`);
  const foreign = otherLanguage(draft.text, seen);
  if (foreign) return fault("other_language", foreign);
  if (isRepeat(draft.text, seen)) return fault("repeat", "The same was said on this ticket before.");
  return { ok: true };
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

/** A call is owed to somebody, carries identifiers of this ticket, and is neither one made since the last message nor being looked up by hand. */
function checkCall(call: ToolRequest, sources: readonly Source[], seen: Observation): Checked {
  if (seen.isEnd) return fault("nothing_to_add", "The customer has nothing left to ask.");
  const known = knownTexts(sources, seen);
  const values = leaves(call.arguments);
  // The arguments of an action are never guessed: every word must occur on the ticket.
  const isBound = (value: unknown) => isTelling(value) || (call.action && typeof value === "string");
  const foreign = values.find((value) => isBound(value) && !isKnown(String(value), known));
  if (foreign !== undefined)
    return fault("not_grounded", `${kindOf(String(foreign))} in its arguments is not in this ticket.`);
  const torn = values.find((value) => typeof value === "string" && isTorn(value));
  if (torn !== undefined) return fault("not_grounded", `“${String(torn)}” is no identifier.`);
  const since = seen.timeline.slice(
    seen.timeline.findLastIndex(({ kind }) => kind === "customer_message") + 1,
  );
  const asked = JSON.stringify(call.arguments);
  const isSame = (event: TimelineEvent): event is EventOf<"tool_call"> =>
    event.kind === "tool_call" && event.data.tool === call.tool;
  const isAsked = since.filter(isSame).some(({ data }) => JSON.stringify(data.arguments) === asked);
  if (isAsked) return fault("repeat", call.action ? "This was already done." : "This was already looked up.");
  const answered = resultsByCall(seen.timeline);
  const isAwaited = seen.timeline.filter(isSame).some(({ id, data }) => data.byHand && !answered.has(id));
  return isAwaited ? fault("repeat", "Someone is already looking this up.") : { ok: true };
}

/** A foreign value is told of without being repeated: the sentence is kept on this ticket. */
function kindOf(value: string): string {
  if (value.includes("@")) return "An address";
  if (/:\/\/|\p{L}\.\p{L}{2}/u.test(value)) return "A link";
  return /\p{L}/u.test(value) ? "An identifier" : "A figure";
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
  const known = lowered(`${ticketText(seen)}\n${seen.timeline.map(({ actorName }) => actorName).join("\n")}`);
  const isStranger = (name: string) => !onBorders(name.toLowerCase(), known);
  // "von" and "der" are parts of names, and words of every text.
  const people = cited
    .flatMap((source) => source.people)
    .flatMap((name) => [name, ...name.split(/\s+/).filter((part) => !/^\p{Ll}/u.test(part))]);
  const named = people.find((name) => name.length >= 3 && onBorders(name, text) && isStranger(name));
  return named ?? addressed(text).find(isStranger) ?? null;
}

/** What was said on a ticket is held against each draft for it. */
const normalised = recalled(500, (text: string): string =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ").slice(0, 2_000),
);

function fault(reason: AbstainReason, detail: string): Checked {
  return { ok: false, reason, detail };
}

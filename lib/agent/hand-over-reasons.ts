/** Why a person takes a case over; null where nobody has to, because one has it already or the conversation is over. Pure. */
import { lastName } from "#lib/apprentice/call/leaves";
import { type AbstainReason, abstainReasons } from "#lib/policy/model";
import type { TimelineEvent } from "#lib/tickets/event";
import { toolTitle } from "#lib/tools/model";
import { forbiddenIn } from "./acts";
import { runbookOf } from "./alert-runbook";
import { isAskedFor, unrecorded } from "./announcements";
import type { Candidate, Scored } from "./candidates/candidate";
import { bindingNote } from "./customer-notes";
import type { BarredReply, Observation, Retrieved } from "./model";
import type { Instruction } from "./procedure/follow";

/** Why the agent abstains; `withheld` is the candidate that did not pass a check. */
export type Nothing = { reason: AbstainReason; detail?: string; withheld?: Scored };

type Ground = Retrieved & { instruction: Instruction | null };

/** Why a case is given to somebody before it is answered, whatever would fit. */
export function beforeAnswer(seen: Observation, ground: Ground): string | null {
  return bound(seen) ?? givenOver(seen, ground);
}

/**
 * Why somebody goes on where nothing is shown: it cannot wait, a runbook says what comes next, `otherwise`, or the customer
 * would be passed over.
 */
export function instead(seen: Observation, ground: Ground, otherwise: string | null): string | null {
  if (isTaken(seen)) return null;
  return pressing(seen, ground) ?? guided(seen, ground) ?? otherwise ?? passedOver(seen, ground);
}

/** Nobody has to be called: a person has the ticket, or the conversation is over. */
function isTaken({ isHandedOver, isEnd }: Observation): boolean {
  return isHandedOver || isEnd;
}

/** Nobody has to be told what there is to know before an answer: he has the ticket, or was told and answered. */
function isTold(seen: Observation): boolean {
  return isTaken(seen) || seen.isAnsweredInstead;
}

/** What was written about the customer and asks for a human; once he was told it is known. */
export function bound(seen: Observation): string | null {
  const note = isTold(seen) ? null : bindingNote(seen);
  return note && `The notes on this customer say: ${note}`;
}

/** From this chance on the likeliest answer tells what becomes of such cases. */
const telling = 0.25;

/**
 * Why a case is given to somebody before it is answered: what is likeliest was said by those who had been given theirs.
 * Null once somebody has decided about that.
 */
function givenOver(seen: Observation, { proposal }: Ground): string | null {
  const first = proposal.withheld.find(({ rank }) => rank === 0);
  if (first?.bar.kind !== "handed_over" || first.confidence < telling) return null;
  if (isTold(seen)) return null;
  const { times, of } = first.bar;
  return `Cases like this were handed over before they were answered, ${times} of ${of} times.`;
}

/**
 * Why somebody does first what the customer asked for: the answer tells of it as done, nothing shows that it is, and what is
 * left of the answer speaks of something else. Null where that is not so, or a person has the case.
 */
export function undone({ text, practice }: Candidate, seen: Observation): string | null {
  const unproven = practice?.unproven;
  const said = seen.unanswered.flatMap(({ kind, body }) => (kind === "customer_message" ? [body] : []));
  if (!unproven || isTaken(seen) || !isAskedFor(unproven, text, said)) return null;
  return `What was asked for is not done yet: past answers say “${unrecorded(unproven, seen.timeline)}”, and nothing on this ticket shows that.`;
}

/**
 * Why a human answers a customer for whom the only draft was withheld: he waits, and nobody else would see it. Null when
 * he is done, or a human has looked up himself what would be looked up again.
 */
export function owedTo(seen: Observation, retrieved: Ground, found: Nothing): string | null {
  const { reason, detail, withheld } = found;
  if (!isOwed(seen, retrieved)) return null;
  if (!withheld) {
    const barred = retrieved.barred.find(({ isAnswer }) => isAnswer);
    const isAll = reason === "nothing_to_add" && retrieved.proposal.replies.length === 0;
    return isAll && barred ? waits(barred.why) : null;
  }
  if (withheld.kind === "diagnostic" && reason === "repeat") return null;
  if (withheld.kind === "reply" && retrieved.goodbyes.isRash(withheld.text)) return waitsInVain(seen);
  return waits(detail ?? likeliestAnswer(retrieved)?.why ?? abstainReasons[reason]);
}

/** Why a human answers where the likeliest answer may not be said here, and no other is likely; null where that is not so. */
export function unsaidTo(seen: Observation, retrieved: Ground): string | null {
  const likeliest = retrieved.barred.find(({ rank }) => rank === 0);
  if (!likeliest?.isAnswer || likeliest.confidence < telling || !isOwed(seen, retrieved)) return null;
  return retrieved.goodbyes.isRash(likeliest.text) ? waitsInVain(seen) : waits(likeliest.why);
}

/** What somebody asks the customer for: the values that the likeliest look-up needs and nobody has told; null where none is likely. */
export function untold(seen: Observation, retrieved: Ground): string | null {
  const { lacking } = retrieved.proposal;
  if (!lacking || !isTelling(lacking) || !isOwed(seen, retrieved)) return null;
  const names = lacking.lacks.map((name) => toolTitle(lastName(name)).toLowerCase());
  return `“${toolTitle(lacking.tool)}” comes next in such cases, and lacks its ${listed.format(names)}: please ask the customer.`;
}

const listed = new Intl.ListFormat("en");

/** Why a case is left to a person whose draft is not worth offering, or of whose drafts none may be said. */
export const ownWords = "Analysts usually answer such cases in words of their own, and no past answer fits.";

/** That analysts write to such a customer themselves, where the gate says so and he waits; null otherwise. */
export function writtenByHand(
  seen: Observation,
  retrieved: Ground,
  candidates: readonly Scored[],
): string | null {
  const isByHand = candidates.some(({ gate }) => gate.verdict === "hand_over");
  return isByHand && isOwed(seen, retrieved) ? ownWords : null;
}

/** Likelier than not, and no less so for how unlike the case's opening is to those before such calls. */
function isTelling({ probability, unlike }: { probability: number; unlike: number }): boolean {
  return probability / (1 - probability) >= Math.exp(unlike);
}

/** What would answer, ranks first and may not be said: a goodbye answers nothing that is open. */
export function likeliestAnswer({ barred, goodbyes }: Retrieved): BarredReply | undefined {
  const [first] = barred;
  return first?.rank === 0 && !goodbyes.isRash(first.text) ? first : undefined;
}

/** True where a customer waits for whom nobody has taken the case, and is not known to be done. */
function isOwed(seen: Observation, { goodbyes }: Ground): boolean {
  const isWaiting = seen.unanswered.some(({ kind }) => kind === "customer_message");
  return isWaiting && !isTaken(seen) && goodbyes.fit !== "proven";
}

/** Why somebody has to look now although there is no proposal; null when it can wait. */
function pressing(seen: Observation, { sources, instruction }: Ground): string | null {
  const { event, ticket } = seen;
  const isFiring = event.kind === "alert_firing" || (seen.isUnaskedResult && seen.unanswered.some(isAlert));
  if (isFiring) {
    const runbook = runbookOf(sources);
    if (instruction) return `An alert fires. ${nextStep(instruction, seen)}`;
    if (runbook) return `An alert fires. The runbook “${runbook.title}” is about it.`;
    return "An alert fires. No runbook applies, and no past case answers it.";
  }
  if (event.kind === "tool_result" && event.data.actionRunId !== undefined) {
    const isOver = event.data.isUnhelpful === true && !instruction;
    // Otherwise the result of an action needs nobody.
    return isOver ? `${toolTitle(event.data.tool)} did not help, and no runbook has a further step.` : null;
  }
  if (ticket.priority === "urgent") return `This is urgent, and ${lacking(seen, "answer")}.`;
  return null;
}

/** What a runbook has next that only a person can do. */
function guided(seen: Observation, { instruction }: Ground): string | null {
  return instruction && nextStep(instruction, seen);
}

/**
 * Why a human goes on in a conversation: the customer came back and is not known to be done, or something was looked up
 * for him, and nothing reliable can be said. Silence would pass him over; a ticket nobody has answered yet stands in the list
 * as that. Null otherwise.
 */
function passedOver(seen: Observation, { goodbyes }: Ground): string | null {
  const said = seen.unanswered.filter(({ kind }) => kind === "customer_message");
  const isUnderWay = (seen.event.kind === "customer_message" && hasReply(seen)) || isResult(seen);
  if (!isUnderWay || said.length === 0 || goodbyes.fit === "proven") return null;
  return waitsInVain(seen);
}

/** Nothing answers: that a goodbye may not be said is no news to anybody. */
function waitsInVain(seen: Observation): string {
  return `The customer waits for an answer, and ${lacking(seen, "one")}.`;
}

/** What is missing: after a look-up its result stands beside the sentence, and is what needs an answer. */
function lacking(seen: Observation, answer: "answer" | "one"): string {
  if (seen.isUnaskedResult) return `no past ${answer} fits well enough what the agent looked up`;
  return isResult(seen) ? `no past ${answer} fits what was found` : `the agent has no reliable ${answer}`;
}

/** True where a look-up has just answered. */
function isResult({ event }: Observation): boolean {
  return event.kind === "tool_result" && event.data.actionRunId === undefined;
}

function nextStep({ source, text }: Instruction, seen: Observation): string {
  if (forbiddenIn(text, seen))
    return `The runbook “${source.title}” is about it; the customer forbade its next step: ${text}`;
  return `The runbook “${source.title}” is about it; next in it: ${text}`;
}

function isAlert({ kind }: TimelineEvent): boolean {
  return kind === "alert_firing";
}

function hasReply({ timeline }: Observation): boolean {
  return timeline.some(({ kind }) => kind === "analyst_reply");
}

function waits(why: string): string {
  return `The customer waits for an answer, and what fits was withheld: ${why}`;
}

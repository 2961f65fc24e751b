/** Chooses among the candidates of an agent run: the one to propose, and the alternatives on its card. Pure. */
import { isAbout } from "#lib/knowledge/model";
import { defaultGateSettings } from "#lib/policy/gate/gate";
import { isWorthOffering } from "#lib/suggestions/rules";
import { callOf, stepsOffered, type ToolRequest } from "#lib/suggestions/step";
import { bestArticleScore, quoteEstimate } from "./candidates/article";
import type { Candidate, Scored } from "./candidates/candidate";
import type { Observation, Retrieved } from "./model";
import { isNewKind } from "./procedure/choice";
import { enoughClosed, type Instruction } from "./procedure/follow";

/** From this chance on a card is worth its time, at the usual costs. */
const worthACard =
  defaultGateSettings.costOfBad / (defaultGateSettings.costOfBad + defaultGateSettings.gainOfGood);
/** Below this chance the apprentice only guesses. */
const onlyAGuess = 0.1;

/** What is known, and what a text for the team has next that only the analyst can do. */
type Known = Retrieved & { instruction?: Instruction | null };

/**
 * What is said without a language model: what a procedure has next, where that goes first; else the step the apprentice
 * holds likeliest, or an article where nothing alike was ever answered. Null where nothing is due, or nothing known, or
 * where a text for the team is better than what was said in other cases.
 */
export function choose(candidates: readonly Scored[], retrieved: Known): Scored | null {
  const { proposal } = retrieved;
  const first = firstByProcedure(candidates, retrieved);
  if (first) return first;
  if (proposal.step.kind === "wait") return null;
  const call = candidates.find(isLearnedCall);
  if (proposal.step.kind === "tool" && call?.checked.ok) return call;
  const reply = candidates.find(({ practice }) => practice?.place === 0) ?? null;
  const quoted = candidates.find(({ origin }) => origin === "article") ?? null;
  const isWritten = quoted !== null || Boolean(retrieved.instruction);
  return reply && !(isWritten && isWrittenBetter(retrieved)) ? reply : quoted;
}

/**
 * The step of a procedure that goes before what was learned: where the team has closed little like this, and the gate
 * holds it worth a card, and likelier so than the apprentice's own step; where that is none or a guess, in any case. So
 * decisions go on showing when procedures are worth following.
 */
export function firstByProcedure(candidates: readonly Scored[], retrieved: Retrieved): Scored | null {
  const { step: due } = retrieved.proposal;
  const step = written(candidates).find(({ guidance }) => (guidance?.closed ?? 0) < enoughClosed);
  if (!step?.checked.ok || !isNewKind(retrieved)) return null;
  const own = candidates.find(due.kind === "tool" ? isLearnedCall : ({ practice }) => practice?.place === 0);
  const known = own?.gate.probability ?? 0;
  const chance = step.gate.probability;
  const isFirst = !own || known < onlyAGuess || (chance >= worthACard && chance > known);
  return isFirst ? { ...step, probability: chance } : null;
}

/** The next call of the runbook that is about this alert; null where its next step is none, or may not be taken. */
export function runbookCall(candidates: readonly Scored[], { ticket }: Observation): Scored | null {
  const next = written(candidates).find(({ guidance }) => guidance?.place === 0);
  if (ticket.kind !== "alert" || !next?.guidance || next.kind !== "diagnostic" || !next.checked.ok)
    return null;
  const { source } = next.guidance;
  return source.isInternal && isAbout(source) ? next : null;
}

/**
 * What passed the checks, in the order of how likely each is the next step of all: the replies, best first, the call, and
 * what a procedure has next; that goes first where the apprentice has little to go by. An article that is quoted is a
 * source of all of them, and none beside them.
 */
export function inOrder(candidates: readonly Scored[], retrieved: Retrieved): Scored[] {
  const { replyProbability } = retrieved.proposal;
  const first = firstByProcedure(candidates, retrieved);
  const passed = candidates.filter(({ checked, id }) => checked.ok && id !== first?.id);
  const replies = passed.filter(({ kind, origin }) => kind === "reply" && origin === "template");
  const learned = passed
    .filter(isLearnedCall)
    .reduce(
      (steps, call) =>
        insertedAt(steps, call, (reply) => reply.probability * replyProbability < call.probability),
      replies,
    );
  const all = passed
    .filter(({ origin }) => origin === "procedure")
    .reduce(
      (steps, step) => insertedAt(steps, step, (other) => other.probability < step.probability),
      learned,
    );
  return first ? [first, ...all] : all;
}

/** What is shown instead of a step that did not pass its checks: the likeliest learned reply that does and that the gate would show. */
export function inPlaceOf(
  failed: Scored,
  candidates: readonly Scored[],
  retrieved: Retrieved,
): Scored | null {
  const isSound = ({ id, kind, practice, gate }: Scored) =>
    id !== failed.id && kind === "reply" && practice !== null && gate.verdict === "show";
  return inOrder(candidates, retrieved).find(isSound) ?? null;
}

/** A reply after which this share of tickets was closed is a goodbye. */
const farewellFrom = 0.5;

/**
 * What is offered beside the chosen one: no call of another tool beside a call, and no goodbye where an answer is owed.
 */
export function offeredBeside(
  chosen: Candidate | undefined,
  candidates: readonly Scored[],
  seen: Observation,
  retrieved: Retrieved,
): Candidate[] {
  const isOwed = owesAnswer(seen);
  const call = chosen && callOf(chosen);
  const isAnotherTool = (step: Candidate) =>
    call !== undefined && (callOf(step)?.tool ?? call.tool) !== call.tool;
  return inOrder(candidates, retrieved)
    .filter((step) => step.id !== chosen?.id && !isAnotherTool(step))
    .map((step) => {
      // Beside a call it is not given that a reply is due.
      const due = call && step.kind === "reply" ? retrieved.proposal.replyProbability : 1;
      return { ...step, probability: (step.practice?.probability ?? step.probability) * due };
    })
    .filter((step) => {
      const isFarewell = isOwed && (step.practice?.ending ?? 0) > farewellFrom;
      return isWorthOffering(step) && !isFarewell;
    })
    .slice(0, stepsOffered);
}

/** What a hand-over offers: first the one that was withheld, unless it is unlikely altogether. */
export function offeredWith(withheld: Scored, beside: readonly Candidate[]): Candidate[] {
  const { probability } = withheld.gate;
  // An article is cited beside a hand-over as what it is: a source.
  if (withheld.origin === "article") return [...beside];
  const unsure = { ...withheld, probability };
  return isWorthOffering(unsure) ? [unsure, ...beside].slice(0, stepsOffered) : [...beside];
}

/** How sure the values of a look-up have to be that is made although the words leave the step in doubt. */
const sureOfValues = 0.9;

/**
 * The look-up that was chosen for somebody who waits, where the gate would not bother an analyst with it: its result costs
 * nobody's attention, and whoever opens the case finds it there. Nothing where its values are not known for sure.
 */
export function leadOf(
  found: Scored,
  { unanswered }: Observation,
  { proposal: { tool } }: Retrieved,
): { lead?: ToolRequest } {
  const call = isLearnedCall(found) ? callOf(found) : undefined;
  const isSure = tool !== null && tool.rival === null && tool.sureness >= sureOfValues;
  return call && !call.byHand && isSure && unanswered.length > 0 ? { lead: call } : {};
}

/** What is written goes first where no past case is alike; where one is, its answer has this ticket's own values in it. */
function isWrittenBetter({ proposal: { confidence, novelty }, sources, instruction }: Known): boolean {
  const best = Math.max(bestArticleScore(sources), instruction?.source.score ?? 0);
  return novelty > 0.5 && quoteEstimate(best) > confidence;
}

/** What a procedure has next, in its order. */
function written(candidates: readonly Scored[]): Scored[] {
  return candidates
    .filter(({ guidance }) => guidance !== null)
    .sort((left, right) => (left.guidance?.place ?? 0) - (right.guidance?.place ?? 0));
}

function isLearnedCall({ kind, origin }: Candidate): boolean {
  return kind === "diagnostic" && origin === "template";
}

function insertedAt(steps: Scored[], step: Scored, isBehind: (other: Scored) => boolean): Scored[] {
  const place = steps.findIndex(isBehind);
  return steps.toSpliced(place < 0 ? steps.length : place, 0, step);
}

/** Nobody has answered at all, or something was asked since. */
function owesAnswer(seen: Observation): boolean {
  return (
    !seen.timeline.some(({ kind }) => kind === "analyst_reply") ||
    seen.unanswered.some(({ body }) => /[?？]/u.test(body))
  );
}

/** The steps learned, or written in a procedure, for a moment, each checked: what a card offers beside its draft, and what a model chooses from. */
import type { Alternative, ToolRequest } from "#lib/suggestions/model";
import { callWords, kindOfCall } from "#lib/suggestions/rules";
import type { Toolbox } from "#lib/tools/registry";
import { checkActs } from "./acts";
import { checkCall, checkDraft } from "./checks";
import { evidenceOf } from "./citations";
import type { Draft, Observation, Retrieved, Source } from "./model";
import { unanswered } from "./observe";
import type { FollowedStep } from "./procedure/follow";

/** A reply or a call, how likely it is the right one when one of its kind is due, and the past ones it rests on. */
export type LearnedStep = {
  kind: "reply" | "diagnostic";
  text: string;
  probability: number;
  call: ToolRequest | null;
  sources: Source[];
  /** The step of a written procedure that it is, when it is one. */
  followed: FollowedStep | null;
  /** A goodbye where an answer is owed. */
  isFarewell: boolean;
};

/** Steps offered on one card, each with a key. */
const stepsOffered = 3;
/** A step this unlikely only takes room on the card, and trust. */
const leastProbability = 0.25;
/** A reply after which this share of tickets was closed is a goodbye. */
const farewellFrom = 0.5;
/** A call of whose values one is less sure than this is a guess: on recorded tickets a tenth of them at most was right. */
const leastSureness = 0.3;

/**
 * Replies, best first, the call, and what a procedure has next, in the order of how likely each is the next step of all.
 * The procedure's goes first where the apprentice has little to go by.
 */
export function learnedSteps(seen: Observation, retrieved: Retrieved, tools: Toolbox): LearnedStep[] {
  const { proposal, sources } = retrieved;
  const isOwed = owesAnswer(seen);
  const replies = proposal.replies.flatMap(({ text, probability, sourceEventIds, ending }): LearnedStep[] => {
    const cited = sources.filter(
      ({ eventId, kind }) => kind === "event" || (eventId !== undefined && sourceEventIds.includes(eventId)),
    );
    const step = {
      kind: "reply" as const,
      text,
      probability: Math.min(1, probability),
      call: null,
      followed: null,
      isFarewell: isOwed && ending > farewellFrom,
    };
    return checkDraft({ ...blank, text, sources: cited }, seen).ok ? [{ ...step, sources: cited }] : [];
  });
  const call = soundCall(seen, retrieved, tools);
  const learned = call
    ? insertedAt(replies, call, (reply) => reply.probability * proposal.replyProbability < call.probability)
    : replies;
  const first = retrieved.first?.step ?? null;
  return followedSteps(seen, retrieved).reduce(
    (steps, step) =>
      step.followed === first
        ? [step, ...steps.filter((other) => !isSame(other, step))]
        : steps.some((other) => isSame(other, step))
          ? steps
          : insertedAt(
              steps,
              step,
              (other) => other.followed !== first && other.probability < step.probability,
            ),
    learned,
  );
}

function insertedAt(
  steps: LearnedStep[],
  step: LearnedStep,
  isBehind: (other: LearnedStep) => boolean,
): LearnedStep[] {
  const place = steps.findIndex(isBehind);
  return steps.toSpliced(place < 0 ? steps.length : place, 0, step);
}

/** What a procedure has next and passes the checks. */
function followedSteps(seen: Observation, retrieved: Retrieved): LearnedStep[] {
  const { followed, first } = retrieved;
  return followed.flatMap((step): LearnedStep[] => {
    if (step.kind === "instruction") return [];
    const { kind, call, source } = step;
    const probability = step === first?.step ? first.probability : step.probability;
    const text = call ? callWords(call) : step.text;
    const made = { kind, text, probability, call, sources: [source], followed: step, isFarewell: false };
    const checked = call
      ? checkCall({ payload: { call }, sources: [source] }, seen)
      : checkDraft({ ...blank, ...made }, seen);
    const fits = call !== null || checkActs(text, seen, retrieved).ok;
    return checked.ok && fits ? [made] : [];
  });
}

/** Nobody has answered at all, or something was asked since. */
function owesAnswer(seen: Observation): boolean {
  return (
    !seen.timeline.some(({ kind }) => kind === "analyst_reply") ||
    unanswered(seen).some(({ body }) => /[?？]/u.test(body))
  );
}

function isSame(left: LearnedStep, right: LearnedStep): boolean {
  return left.text === right.text && left.kind === right.kind;
}

/** The other steps of a draft's card, one key each. */
export function alternativesTo(draft: Pick<Draft, "kind" | "text">, steps: LearnedStep[]): Alternative[] {
  return steps
    .filter(({ kind, text }) => text !== draft.text && !(kind === "diagnostic" && draft.kind === kind))
    .filter(({ probability, isFarewell }) => probability >= leastProbability && !isFarewell)
    .slice(0, stepsOffered)
    .map((step) => asAlternative(step, step.kind !== draft.kind));
}

/** A draft that was kept back as the first of the steps beside a hand-over, so that it is one key away. */
export function keptDraft(draft: Draft, probability: number): Alternative[] {
  if (draft.kind !== "reply" && draft.kind !== "diagnostic") return [];
  const { kind, text, payload, sources } = draft;
  if (probability < leastProbability) return payload.alternatives ?? [];
  const own = asAlternative({ kind, text, probability, call: payload.call ?? null, sources }, true);
  return [own, ...(payload.alternatives ?? [])].slice(0, stepsOffered);
}

/** The apprentice's call when it is complete, no guess, and carries nothing foreign. */
function soundCall(seen: Observation, { proposal, sources }: Retrieved, tools: Toolbox): LearnedStep | null {
  const { tool } = proposal;
  if (!tool || tool.sureness < leastSureness) return null;
  const checked = tools.check(tool);
  if (!checked.ok) return null;
  const cited = sources.filter(
    ({ eventId }) => eventId !== undefined && tool.sourceEventIds.includes(eventId),
  );
  if (!checkCall({ payload: { call: checked.request }, sources: cited }, seen).ok) return null;
  return {
    kind: "diagnostic",
    text: callWords(checked.request),
    probability: Math.min(1, tool.probability),
    call: checked.request,
    sources: cited,
    followed: null,
    isFarewell: false,
  };
}

function asAlternative(
  { kind, text, probability, call, sources }: Omit<LearnedStep, "followed" | "isFarewell">,
  isOther: boolean,
): Alternative {
  return {
    kind: call ? kindOfCall(call) : kind,
    text,
    probability,
    ...(call && { call }),
    // A step of the card's own kind rests on sources like those the card shows.
    ...(isOther && { evidence: sources.map(evidenceOf) }),
  };
}

const blank = {
  kind: "reply",
  payload: {},
  why: "",
  engine: "apprentice",
  model: "",
  degraded: null,
} as const;

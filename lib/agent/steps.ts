/** The steps the apprentice would take at a moment, each checked: what a card offers beside its draft, and what a model chooses from. */
import { type Alternative, callWords, type ToolRequest } from "#lib/suggestions/model";
import { checkCall, checkDraft } from "./checks";
import { evidenceOf } from "./citations";
import type { Draft, Observation, Retrieved, Source } from "./model";
import type { Toolbox } from "./tools/registry";

/** A reply or a call, how likely it is the right one when one of its kind is due, and the past ones it rests on. */
export type LearnedStep = {
  kind: "reply" | "diagnostic";
  text: string;
  probability: number;
  call: ToolRequest | null;
  sources: Source[];
};

/** Steps offered on one card, each with a key. */
const stepsOffered = 3;
/** A step this unlikely only takes room on the card. */
const leastProbability = 0.05;

/** Replies, best first, and the call, in the order of how likely each is the next step of all. */
export function learnedSteps(seen: Observation, retrieved: Retrieved, tools: Toolbox): LearnedStep[] {
  const { proposal, sources } = retrieved;
  const replies = proposal.replies.flatMap(({ text, probability, sourceEventIds }): LearnedStep[] => {
    const cited = sources.filter(
      ({ eventId, kind }) => kind === "event" || (eventId !== undefined && sourceEventIds.includes(eventId)),
    );
    const step = { kind: "reply" as const, text, probability: Math.min(1, probability), call: null };
    return checkDraft({ ...blank, text, sources: cited }, seen).ok ? [{ ...step, sources: cited }] : [];
  });
  const call = soundCall(seen, retrieved, tools);
  if (!call) return replies;
  const place = replies.findIndex(
    ({ probability }) => probability * proposal.replyProbability < call.probability,
  );
  return replies.toSpliced(place < 0 ? replies.length : place, 0, call);
}

/** The other steps of a draft's card, one key each. */
export function alternativesTo(draft: Pick<Draft, "kind" | "text">, steps: LearnedStep[]): Alternative[] {
  return steps
    .filter(({ kind, text }) => text !== draft.text && !(kind === "diagnostic" && draft.kind === kind))
    .filter(({ probability }) => probability >= leastProbability)
    .slice(0, stepsOffered)
    .map((step) => asAlternative(step, step.kind !== draft.kind));
}

/** A draft that was kept back as the first of the steps beside a hand-over, so that it is one key away. */
export function keptDraft(draft: Draft, probability: number): Alternative[] {
  if (draft.kind !== "reply" && draft.kind !== "diagnostic") return [];
  const { kind, text, payload, sources } = draft;
  const own = asAlternative({ kind, text, probability, call: payload.call ?? null, sources }, true);
  return [own, ...(payload.alternatives ?? [])].slice(0, stepsOffered);
}

/** The apprentice's call when it is complete and carries nothing foreign. */
function soundCall(seen: Observation, { proposal, sources }: Retrieved, tools: Toolbox): LearnedStep | null {
  const { tool } = proposal;
  const checked = tool && tools.check(tool);
  if (!tool || !checked?.ok || !checkCall({ payload: { call: checked.request } }, seen).ok) return null;
  return {
    kind: "diagnostic",
    text: callWords(checked.request),
    probability: Math.min(1, tool.probability),
    call: checked.request,
    sources: sources.filter(({ eventId }) => eventId !== undefined && tool.sourceEventIds.includes(eventId)),
  };
}

function asAlternative(
  { kind, text, probability, call, sources }: LearnedStep,
  isOther: boolean,
): Alternative {
  return {
    kind,
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

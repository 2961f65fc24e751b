/** The apprentice itself: proposes the next step of a case. Pure, in memory, deterministic; `training.ts` is how it learns. */
import { type Goodbyes, goodbyesOf } from "./acts/acts";
import { confidenceOf, freeTextProbability } from "./calibration";
import { draftCall, POINTED } from "./call/drafted";
import { fillArguments } from "./call/fill";
import type { ToolSchemas } from "./call/fits";
import type { DialogueState } from "./dialogue-state";
import { draftReplies, withhold } from "./drafts";
import { isFamiliar } from "./familiar";
import { gateFeatures } from "./gate-features";
import type { Case, LackingCall, Proposal, ToolCandidate, TriageProposal } from "./model";
import { barOn, dialogueOf, lookAt, type View } from "./moment";
import { abstainReason, nextStep } from "./next-step";
import type { Apprentice } from "./state";
import { proposeTriage as rankTriage } from "./triage";
import { nearestUnsaid } from "./unsaid";

const NEAREST_TOLD = 5;
/** With so many closed tickets a habit can be held as likely as not. */
const ticketsForAHabit = 10;

/** What the apprentice would do next on a case, with calls as their tools declare them; changes nothing. */
export function propose(apprentice: Apprentice, of: Case, schemas?: ToolSchemas): Proposal {
  const dialogue = dialogueOf(apprentice, of);
  return toProposal(apprentice, dialogue, lookAt(apprentice, dialogue), schemas);
}

/** Closed tickets in which analysts called a tool. */
export function timesUsed({ templateStore }: Apprentice, tool: string): number {
  return templateStore.entries.get(`call:${tool}`)?.tickets ?? 0;
}

/** The arguments analysts would give a tool on a case; null for a tool they never called. */
export function proposeArguments(
  apprentice: Apprentice,
  of: Case,
  tool: string,
  schemas?: ToolSchemas,
): Record<string, unknown> | null {
  if (!apprentice.callArguments.tools.has(tool)) return null;
  const dialogue = dialogueOf(apprentice, of);
  return fillArguments(apprentice.callArguments, tool, dialogue, schemas).arguments;
}

/** How far a goodbye fits on a case, and which texts say one where something may be open. */
export function goodbyes(apprentice: Apprentice, of: Case): Goodbyes {
  const dialogue = dialogueOf(apprentice, of);
  return goodbyesOf(apprentice.acts, dialogue);
}

/** What a customer names tells what to look up, in whatever words: an identifier that only this tool is given. */
function isNamed(call: ToolCandidate | null, { calledSinceAlert }: DialogueState): boolean {
  return call !== null && call.specificity >= POINTED && calledSinceAlert === null;
}

/** Ranked values for the triage fields this desk was ever seen to set. */
export function proposeTriage(apprentice: Apprentice, of: Case): TriageProposal {
  return rankTriage(apprentice.triage, of);
}

/** The call to draft, with how far the case's opening points to it, and the likeliest that lacks a value. */
function callsOf(
  { callArguments }: Apprentice,
  dialogue: DialogueState,
  { prediction, unlike }: View,
  schemas: ToolSchemas | undefined,
): { drafted: ToolCandidate | null; lacking: LackingCall | null } {
  const unlikeTo = (tool: string) => unlike(`call:${tool}`);
  const { call, lacking } = draftCall(callArguments, prediction, dialogue, schemas, unlikeTo);
  const placed = <Call extends { tool: string }>(one: Call) => ({ ...one, unlike: unlikeTo(one.tool) });
  return { drafted: call && placed(call), lacking: lacking && placed(lacking) };
}

function toProposal(
  apprentice: Apprentice,
  dialogue: DialogueState,
  view: View,
  schemas: ToolSchemas | undefined,
): Proposal {
  const { calibration, templateStore } = apprentice;
  const { prediction } = view;
  const isKnown = isFamiliar(apprentice.nearest, apprentice.callArguments, dialogue);
  const ranked = draftReplies(view, dialogue, barOn(apprentice, dialogue));
  const features = gateFeatures(apprentice, view, ranked, dialogue);
  const believed = ranked.length === 0 ? 0 : confidenceOf(calibration, features);
  const { replies, withheld, confidence } = withhold(
    ranked,
    believed,
    isKnown ? null : { kind: "unfamiliar" },
  );
  const toolProbability = features.callShare ?? 0;
  const { drafted, lacking } = callsOf(apprentice, dialogue, view, schemas);
  const tool = isKnown || isNamed(drafted, dialogue) ? drafted : null;
  // That analysts write such replies by hand is proven by many tickets, not by the first few.
  const habitual = apprentice.closed / (apprentice.closed + ticketsForAHabit);
  const typedProbability = Math.min(freeTextProbability(calibration, features), habitual);
  const answered = dialogue.lastKind === "analyst_reply";
  return {
    step: nextStep(replies[0], tool, 1 - toolProbability, answered),
    replies,
    withheld,
    unsaid: nearestUnsaid(prediction, ranked, view.values, dialogue, templateStore),
    tool,
    lacking: isKnown ? lacking : null,
    replyProbability: 1 - toolProbability,
    toolProbability,
    confidence,
    typedProbability,
    novelty: 1 - Math.min(1, prediction.near[0]?.similarity ?? 0),
    nearest: prediction.near
      .slice(0, NEAREST_TOLD)
      .map(({ moment, similarity }) => ({ ticketId: moment.ticketId, eventId: moment.eventId, similarity })),
    abstain: abstainReason(apprentice, answered, replies.length > 0 || tool !== null),
    features,
  };
}

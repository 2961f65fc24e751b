/** Chooses the tool call to draft: a likely tool whose arguments can be filled from this ticket. */

import type { DialogueState } from "../dialogue-state";
import type { EnsemblePrediction } from "../ensemble";
import type { LackingCall as Lacking, ToolCandidate } from "../model";
import { sourcesOf } from "../template-store";
import type { ArgumentModel } from "./arguments";
import { fillArguments } from "./fill";
import type { ToolSchemas } from "./fits";
import { isJoined, kindOf } from "./kinds";
import type { ArgumentMemory } from "./memory";

/** Less probable calls are not worth filling in, nor more than these. */
const LEAST_CALL = 0.003;
const CALLS_FILLED = 5;

/** From here on a value points to its tool, whatever the words say. */
export const POINTED = 0.5;
/** How sure it is that a value of the right kind would have been recognised: else something unknown is next. */
export const BELIEVED = 0.75;

/** A call as its values and the ensemble have it; how far the case points to it is told apart. */
export type DraftedCall = Omit<ToolCandidate, "unlike">;
/** A call that lacks something, told likewise. */
type LackingCall = Omit<Lacking, "unlike">;

/**
 * Of the likely calls the one whose values are known best for how likely it is. A call for which nothing of the right
 * kind was told cannot be next: what it was held likely goes to all the other steps, as far as each was likely.
 */
export function draftCall(
  model: ArgumentModel,
  prediction: EnsemblePrediction,
  dialogue: DialogueState,
  schemas: ToolSchemas | undefined,
  unlike: (tool: string) => number,
): { call: DraftedCall | null; lacking: LackingCall | null } {
  const calls = prediction.choices.filter(({ entry }) => entry.kind === "call");
  const share = calls.reduce((sum, { probability }) => sum + probability, 0);
  let best: DraftedCall | null = null;
  const unfit: (LackingCall & { arguments: Record<string, unknown> })[] = [];
  for (const { entry, probability } of calls.slice(0, CALLS_FILLED)) {
    // Choices are sorted by probability: none that follows could be better.
    if (probability < Math.max(LEAST_CALL, best ? best.probability * best.sureness : 0)) break;
    const tool = entry.key.slice("call:".length);
    const { lacks, ...filled } = fillArguments(model, tool, dialogue, schemas);
    if (filled.sureness === 0) unfit.push({ tool, lacks, probability, arguments: filled.arguments });
    else if (!best || best.probability * best.sureness < probability * filled.sureness)
      best = {
        kind: "tool",
        tool,
        ...filled,
        sourceEventIds: sourcesOf(entry, dialogue.lastTool),
        probability,
        support: entry.tickets,
      };
  }
  const lacking = lackingOf(unfit);
  if (!best) return { call: null, lacking };
  best.specificity = specificityOf(best, model, dialogue, schemas, unlike);
  // Of an id that is of this tool's kind, what is known can be looked up while the rest is not told.
  const told = best.specificity > 0 ? [best.arguments, best.rival ?? {}].flatMap(identifiersIn) : [];
  const asks = unfit.filter((one) => !isAboutNoMore(one.arguments, told));
  // Where another call is likelier and lacks a value, that value is what comes next: to be asked for.
  if (sumOf(asks) > best.probability && best.specificity < POINTED) return { call: null, lacking };
  const probability = Math.min(share, best.probability / (1 - BELIEVED * sumOf(unfit)));
  return { call: { ...best, probability }, lacking };
}

/** From here on what is said is so unlike what a tool is used for that it is not in question; log odds. */
const OUT_OF_QUESTION = 1;

/**
 * How far what is named points to this tool: another that takes such things counts only where the case is like those it is
 * used for, or it could be called. Of a path one end alone is a machine that somebody has trouble with.
 */
function specificityOf(
  { tool, specificity, arguments: given }: DraftedCall,
  model: ArgumentModel,
  dialogue: DialogueState,
  schemas: ToolSchemas | undefined,
  unlike: (tool: string) => number,
): number {
  if (specificity === 0 || specificity >= POINTED) return specificity;
  const kinds = identifiersIn(given).map(kindOf);
  const takes = (memories: ReadonlyMap<string, ArgumentMemory>) =>
    [...memories.values()].some((memory) => kinds.some((kind) => memory.kinds.has(kind)));
  const idle = [...model.tools]
    .filter(([other, memories]) => other !== tool && takes(memories) && unlike(other) >= OUT_OF_QUESTION)
    .map(([other]) => other)
    .filter((other) => fillArguments(model, other, dialogue, schemas).lacks.length > 0);
  return idle.length === 0 ? specificity : fillArguments(model, tool, dialogue, schemas, idle).specificity;
}

/** The likeliest call of which it is known what it lacks. */
function lackingOf(unfit: readonly LackingCall[]): LackingCall | null {
  const first = unfit.find(({ lacks }) => lacks.length > 0);
  return first ? { tool: first.tool, lacks: first.lacks, probability: first.probability } : null;
}

/** True for a call that would be about what is known, and something besides that nobody named. */
function isAboutNoMore(call: Readonly<Record<string, unknown>>, known: readonly string[]): boolean {
  const told = identifiersIn(call);
  return told.length > 0 && told.every((one) => known.includes(one));
}

function identifiersIn(call: Readonly<Record<string, unknown>>): string[] {
  return Object.values(call)
    .filter((value) => typeof value === "string" && isJoined(value))
    .map(String);
}

function sumOf(calls: readonly { probability: number }[]): number {
  return calls.reduce((sum, { probability }) => sum + probability, 0);
}

/** The call to draft at a moment: a likely tool whose arguments this ticket can fill. */
import type { ToolCandidate } from "../model";
import type { Opinion } from "../opinion";
import type { Reading } from "../reading";
import { sourcesOf } from "../repertoire";
import { type ArgumentModel, fillArguments } from "./arguments";
import type { ToolSchemas } from "./kinds";

/** Less probable calls are not worth filling in, nor more than these. */
const LEAST_CALL = 0.003;
const CALLS_FILLED = 5;

/** Of the likely calls the one whose values are known best for how likely it is: a tool nothing fits is the wrong one. */
export function draftCall(
  model: ArgumentModel,
  opinion: Opinion,
  reading: Reading,
  schemas: ToolSchemas | undefined,
): ToolCandidate | null {
  let best: ToolCandidate | null = null;
  let tried = 0;
  for (const { entry, probability } of opinion.choices) {
    // The choices fall in probability: none that follows could be better.
    if (probability < Math.max(LEAST_CALL, best ? best.probability * best.sureness : 0)) break;
    if (entry.kind !== "call") continue;
    if (tried++ === CALLS_FILLED) break;
    const tool = entry.key.slice("call:".length);
    const filled = fillArguments(model, tool, reading, schemas);
    // A call for which nothing of the right kind was told is none.
    if (filled.sureness === 0 || (best && best.probability * best.sureness >= probability * filled.sureness))
      continue;
    best = { kind: "tool", tool, ...filled, sourceEventIds: sourcesOf(entry, reading.lastTool), probability };
  }
  return best;
}

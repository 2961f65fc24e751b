/** A likely call that lacks a value is asked about: what it was held likely goes to the replies that ask for such values. Pure. */
import { type Asking, asksFor } from "./acts/asking";
import type { ArgumentModel } from "./call/arguments";
import { BELIEVED } from "./call/drafted";
import { fillArguments } from "./call/fill";
import type { DialogueState } from "./dialogue-state";
import type { EnsemblePrediction } from "./ensemble";

/** What comes to each reply, by its key, beside its own probability. */
export type Due = ReadonlyMap<string, number>;

/** Share of all that is known which a call must be: a less probable one may be of another kind of case. */
const LEAST_SHARE = 0.5;

/** How far the replies are due because a call cannot be made before they are answered. */
export function dueToLacking(
  { callArguments, acts }: { callArguments: ArgumentModel; acts: { asking: Asking } },
  { choices, other }: Pick<EnsemblePrediction, "choices" | "other">,
  dialogue: DialogueState,
): Due {
  const due = new Map<string, number>();
  const replies = choices.filter(({ entry }) => entry.kind === "reply");
  for (const { entry, probability } of choices) {
    if (entry.kind !== "call" || probability < LEAST_SHARE * (1 - other)) continue;
    const tool = entry.key.slice("call:".length);
    const asks = replies.flatMap((reply) => {
      const share = reply.probability * asksFor(acts.asking, reply.entry.key, tool);
      return share > 0 ? [{ key: reply.entry.key, share }] : [];
    });
    if (asks.length === 0 || fillArguments(callArguments, tool, dialogue).sureness > 0) continue;
    const all = asks.reduce((sum, { share }) => sum + share, 0);
    for (const { key, share } of asks)
      due.set(key, (due.get(key) ?? 0) + (BELIEVED * probability * share) / all);
  }
  return due;
}

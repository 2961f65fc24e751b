/** The proposal behind a run: the first approval accepts it, or edits it where its values were changed. */

import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { decideOnce } from "#lib/suggestions/deciding";
import { suggestionById } from "#lib/suggestions/queries";
import { callWords } from "#lib/suggestions/rules";
import { alternativesOf, callOf } from "#lib/suggestions/step";
import type { RunRow } from "./rows";

/** Decides on the proposal; returns the event of its call. */
export async function decideProposal(tx: Ctx, run: RunRow, suggestionId: number): Promise<number> {
  const proposal = await suggestionById(tx, suggestionId);
  const own = callOf(proposal);
  const isOwn = own?.action !== undefined && own.tool === run.action;
  const others = alternativesOf(proposal).map(callOf);
  const alternative = others.findIndex((call) => call?.action && call.tool === run.action);
  if (!isOwn && alternative < 0) throw new AppError("invalid", "The proposal asks for another action.");
  const call = { tool: run.action, arguments: run.arguments, action: { risk: run.risk } };
  const decided = await decideOnce(
    tx,
    {
      suggestionId,
      verdict: "accept",
      mutationId: `action-run:${run.id}`,
      finalText: callWords(call),
      ...(!isOwn && { alternative }),
    },
    { runId: run.id, call },
  );
  if (decided.eventId === null) throw new AppError("unavailable", "The call was not stored. Try again.");
  return decided.eventId;
}

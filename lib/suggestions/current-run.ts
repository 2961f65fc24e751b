/** The current agent run of an event, for a model that may have something better. */
import { and, desc, eq, isNull, ne } from "drizzle-orm";
import { agentRun, suggestion } from "#db/schema/suggestions";
import type { Ctx } from "#lib/platform/context";
import type { AbstainReason } from "#lib/policy/model";
import type { Suggestion } from "./model";

export type CurrentRun = {
  id: number;
  ticketId: number;
  /** Why nothing is shown; null where something is. */
  reason: AbstainReason | null;
  /** The card that waits for a decision. */
  card: Pick<Suggestion, "kind" | "text" | "confidence"> | null;
  /** True where the card quotes an article, for want of anything learned. */
  quotes: boolean;
};

/** The agent run on an event as it stands; null where there is none, or where its card, or a later run, has settled it. */
export async function currentRun(ctx: Ctx, eventId: number): Promise<CurrentRun | null> {
  const [run] = await ctx.db
    .select({
      id: agentRun.id,
      ticketId: agentRun.ticketId,
      reason: agentRun.reason,
      draft: agentRun.draft,
      outcome: agentRun.outcome,
    })
    .from(agentRun)
    .where(and(eq(agentRun.eventId, eventId), isNull(agentRun.revises)));
  if (!run || run.outcome === "investigating" || !(await isCurrent(ctx, run))) return null;
  const [card] = await ctx.db
    .select({ kind: suggestion.kind, text: suggestion.text, confidence: suggestion.confidence })
    .from(suggestion)
    .where(and(eq(suggestion.agentRunId, run.id), ne(suggestion.kind, "triage")));
  const { id, ticketId, reason, draft } = run;
  return {
    id,
    ticketId,
    reason,
    card: card ?? null,
    quotes: card?.kind === "reply" && draft?.id === "article",
  };
}

/** True while no later run was made on the ticket, and nobody has decided about the card of this one. */
export async function isCurrent(
  ctx: Ctx,
  { id, ticketId }: { id: number; ticketId: number },
): Promise<boolean> {
  const [newest] = await ctx.db
    .select({ id: agentRun.id })
    .from(agentRun)
    .where(eq(agentRun.ticketId, ticketId))
    .orderBy(desc(agentRun.id))
    .limit(1);
  const settled = await ctx.db.$count(
    suggestion,
    and(eq(suggestion.agentRunId, id), ne(suggestion.kind, "triage"), ne(suggestion.status, "open")),
  );
  return newest?.id === id && settled === 0;
}

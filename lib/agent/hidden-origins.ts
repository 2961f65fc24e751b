/** Keeps proposals free of restricted tickets while the model is being retrained without them. */
import { sql } from "drizzle-orm";
import type { Proposal } from "#lib/apprentice/model";
import { type Ctx, isHiding } from "#lib/platform/context";

/** The proposal without replies and calls whose origins the context does not see. */
export async function withoutHidden(ctx: Ctx, proposal: Proposal): Promise<Proposal> {
  if (!isHiding(ctx)) return proposal;
  const { replies, withheld, tool } = proposal;
  const origins = [...replies, ...withheld, ...(tool ? [tool] : [])].flatMap(
    ({ sourceEventIds }) => sourceEventIds,
  );
  const rows = await ctx.db.execute<{ id: number }>(
    sql`select id::float8 as id from ticket_event where id = any(${sql.param(origins)}::bigint[])`,
  );
  const seen = new Set(rows.map(({ id }) => id));
  const isOpen = (one: { sourceEventIds: number[] }) => one.sourceEventIds.every((id) => seen.has(id));
  const open = {
    ...proposal,
    replies: replies.filter(isOpen),
    withheld: withheld.filter(isOpen),
    tool: tool && isOpen(tool) ? tool : null,
    lacking: null,
  };
  if (open.tool || proposal.step.kind !== "tool") return open;
  return { ...open, step: open.replies[0] ?? { kind: "hand_over", probability: 1 } };
}

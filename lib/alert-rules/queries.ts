/** Reads about proposed alerting rules: the open ones, the decided ones, what decisions taught, and what nothing could tell. */
import { desc, eq, ne, notInArray, sql } from "drizzle-orm";
import { ruleProposal } from "#db/schema/alert-rules";
import type { Ctx } from "#lib/platform/context";
import { firedDays } from "./fired";
import type { BlindSpot, RuleProposal } from "./model";
import type { Decided } from "./teaching";
import { hasNoRule } from "./uncovered";

const mostDecided = 100;

/** Open proposals, oldest first, and the newest decided ones. */
export async function ruleProposals(ctx: Ctx): Promise<{ open: RuleProposal[]; decided: RuleProposal[] }> {
  const [open, decided] = await Promise.all([
    ctx.db.select().from(ruleProposal).where(eq(ruleProposal.state, "open")).orderBy(ruleProposal.id),
    ctx.db
      .select()
      .from(ruleProposal)
      .where(ne(ruleProposal.state, "open"))
      .orderBy(desc(ruleProposal.decidedAt), desc(ruleProposal.id))
      .limit(mostDecided),
  ]);
  return { open: open.map(read), decided: decided.map(read) };
}

/** One proposal; null when there is none. */
export async function ruleProposalById(ctx: Ctx, id: number): Promise<RuleProposal | null> {
  const [row] = await ctx.db.select().from(ruleProposal).where(eq(ruleProposal.id, id));
  return row ? read(row) : null;
}

/** Every rule that was accepted, with or without changes, in the order in which they were. */
export async function acceptedRules(ctx: Ctx): Promise<RuleProposal[]> {
  const rows = await ctx.db
    .select()
    .from(ruleProposal)
    .where(notInArray(ruleProposal.state, ["open", "rejected", "lapsed"]))
    .orderBy(ruleProposal.decidedAt, ruleProposal.id);
  // The last word on a rule counts.
  return [...new Map(rows.map((row) => [row.subject, read(row)])).values()];
}

/** What people decided. */
export async function decisionsOf(ctx: Ctx): Promise<Decided[]> {
  const rows = await ctx.db
    .select({ kind: ruleProposal.kind, state: ruleProposal.state, at: ruleProposal.decidedAt })
    .from(ruleProposal)
    .where(notInArray(ruleProposal.state, ["open", "lapsed"]));
  return rows.flatMap(({ kind, state, at }) => (at ? [{ kind, at, isAccepted: state !== "rejected" }] : []));
}

/** Major incidents no rule told of and no metric shows: here a measurement is missing, not a rule. */
export async function blindSpots(ctx: Ctx): Promise<BlindSpot[]> {
  const since = new Date(ctx.now().getTime() - firedDays * 86_400_000).toISOString();
  const rows = await ctx.db.execute<Omit<BlindSpot, "startsAt"> & { startsAt: string }>(sql`
    select incident.id::float8 as id, incident.title, incident.service, incident.starts_at as "startsAt"
    from incident
    where incident.opened_at >= ${since}::timestamptz and ${hasNoRule}
      and not exists (select from rule_proposal where rule_proposal.evidence->'incidents' @> to_jsonb(incident.id))
    order by incident.id desc limit 20`);
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt) }));
}

function read(row: typeof ruleProposal.$inferSelect): RuleProposal {
  const { id, state, proposed, decided, evidence, reason, proposedAt, decidedAt, decidedBy } = row;
  return { id, state, rule: decided ?? proposed, evidence, reason, proposedAt, decidedAt, decidedBy };
}

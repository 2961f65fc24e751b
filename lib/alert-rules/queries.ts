/** Reads about proposed alerting rules: the open ones, the decided ones, what people decided, and what nothing could tell. */
import { desc, eq, ne, notInArray, sql } from "drizzle-orm";
import { ruleProposal } from "#db/schema/alert-rules";
import { sourceNames } from "#lib/incidents/queries";
import type { Ctx } from "#lib/platform/context";
import type { Decided } from "./acceptance";
import { type BlindSpot, type RuleProposal, sourceOf } from "./model";
import { daysAgo, firedDays } from "./period";
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
  return { open: await read(ctx, open), decided: await read(ctx, decided) };
}

/** One proposal; null when there is none. */
export async function ruleProposalById(ctx: Ctx, id: number): Promise<RuleProposal | null> {
  const [row] = await ctx.db.select().from(ruleProposal).where(eq(ruleProposal.id, id));
  const [proposal = null] = await read(ctx, row ? [row] : []);
  return proposal;
}

/** Every rule that was accepted, with or without changes, in the order in which they were. */
export async function acceptedRules(ctx: Ctx): Promise<RuleProposal[]> {
  const rows = await ctx.db
    .select()
    .from(ruleProposal)
    .where(notInArray(ruleProposal.state, ["open", "rejected", "lapsed"]))
    .orderBy(ruleProposal.decidedAt, ruleProposal.id);
  // The last word on a rule counts.
  return read(ctx, [...new Map(rows.map((row) => [row.subject, row])).values()]);
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
  const rows = await ctx.db.execute<Omit<BlindSpot, "startsAt"> & { startsAt: string }>(sql`
    select incident.id::float8 as id, incident.title, incident.service, incident.starts_at as "startsAt"
    from incident
    where incident.opened_at >= ${daysAgo(ctx, firedDays)} and ${hasNoRule}
      and not exists (select from rule_proposal where rule_proposal.evidence->'incidents' @> to_jsonb(incident.id))
    order by incident.id desc limit 20`);
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt) }));
}

type Row = typeof ruleProposal.$inferSelect;

async function read(ctx: Ctx, rows: readonly Row[]): Promise<RuleProposal[]> {
  const sources = rows.flatMap(({ proposed }) => sourceOf(proposed) ?? []);
  const nameOf = await sourceNames(ctx, sources);
  return rows.map(({ id, state, proposed, decided, evidence, reason, proposedAt, decidedAt, decidedBy }) => {
    const rule = decided ?? proposed;
    const source = sourceOf(rule);
    const sourceName = source === null ? null : nameOf(source);
    return { id, state, rule, sourceName, evidence, reason, proposedAt, decidedAt, decidedBy };
  });
}

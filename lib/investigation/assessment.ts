/** What a case may be, made with an agent run and written down; what analysts said of hypotheses stands. */

import { asc, eq, sql } from "drizzle-orm";
import { insertRows } from "#db/json";
import { hypothesis, investigation } from "#db/schema/investigation";
import type { Observation, Retrieved } from "#lib/agent/model";
import type { Ctx } from "#lib/platform/context";
import { assess, concluded } from "./assess";
import { causesOf } from "./examples";
import { lookUpsOf } from "./look-ups";
import { type Assessment, Hypothesis } from "./model";
import { investigationOf } from "./own-call";
import { type Written, withStated } from "./stated";

/** Hypotheses kept of a case, the best first. */
const mostHypotheses = 12;

/** What the case may be, by what was looked up and what articles say of that; null where nothing was, and nothing would be. */
export async function assessmentOf(
  ctx: Ctx,
  seen: Observation,
  { proposal }: Pick<Retrieved, "proposal">,
  articles: readonly Written[],
  installed: readonly { name: string }[],
): Promise<Assessment | null> {
  const lookedUp = lookUpsOf(seen);
  const planned = proposal.tool && proposal.step.kind === "tool" ? [proposal.tool.tool] : [];
  if (lookedUp.length === 0 && planned.length === 0) return null;
  const tools = [...lookedUp.map(({ tool }) => tool), ...planned, ...installed.map(({ name }) => name)];
  const learned = assess({ lookedUp, planned, ...(await causesOf(ctx, tools)) });
  const made = withStated(learned, articles, lookedUp);
  return made.hypotheses.length === 0 ? null : made;
}

/**
 * Writes an assessment down, inside the transaction of its run. What analysts added stays, what they struck or decided
 * stays decided; the outcome is drawn from all of it.
 */
export async function keepAssessment(tx: Ctx, made: Assessment, ticketId: number): Promise<void> {
  const kept = made.hypotheses.slice(0, mostHypotheses);
  const investigationId = (await dropOthers(tx, ticketId, kept)) ?? (await investigationOf(tx, ticketId));
  // Sent in this order without waiting.
  const [, all] = await Promise.all([keepAll(tx, investigationId, kept), hypothesesOf(tx, investigationId)]);
  await keepOutcome(tx, investigationId, concluded(all));
}

/** Drops what no longer holds, less what analysts said; returns the ticket's investigation, null where there is none yet. */
async function dropOthers(tx: Ctx, ticketId: number, kept: readonly Hypothesis[]): Promise<number | null> {
  const [found] = await tx.db.execute<{ id: number }>(sql`
    with own as (select id from investigation where ticket_id = ${ticketId}), dropped as (
      delete from hypothesis using own where investigation_id = own.id and said_by is null
        and key <> all(${sql.param(kept.map(({ key }) => key))}::text[])
    )
    select id::float8 as id from own`);
  return found?.id ?? null;
}

async function keepAll(tx: Ctx, investigationId: number, kept: readonly Hypothesis[]): Promise<void> {
  if (kept.length === 0) return;
  const rows = kept.map(({ isStruck: _, ...one }, place) => ({ ...one, investigationId, place }));
  await tx.db.execute(insertRows(hypothesis, rows, asFound));
}

/** What a newer run knows better; what analysts said is not among it. */
const asFound = sql`on conflict (investigation_id, key) do update set
  tool = excluded.tool, text = excluded.text, status = excluded.status, confidence = excluded.confidence,
  marks = excluded.marks, why = excluded.why, tickets = excluded.tickets, is_quiet = excluded.is_quiet,
  is_blocked = excluded.is_blocked, place = excluded.place`;

/** Draws the outcome of an investigation from its hypotheses as they stand, and writes it down. */
export async function conclude(tx: Ctx, investigationId: number): Promise<Assessment> {
  const outcome = concluded(await hypothesesOf(tx, investigationId));
  await keepOutcome(tx, investigationId, outcome);
  return outcome;
}

async function keepOutcome(
  tx: Ctx,
  investigationId: number,
  { outcome, text, confidence }: Assessment,
): Promise<void> {
  await tx.db
    .update(investigation)
    .set({ outcome, text, confidence, assessedAt: tx.now() })
    .where(eq(investigation.id, investigationId));
}

/** The hypotheses of an investigation, with what analysts said of them. */
export async function hypothesesOf(ctx: Ctx, investigationId: number): Promise<Hypothesis[]> {
  const rows = await ctx.db
    .select()
    .from(hypothesis)
    .where(eq(hypothesis.investigationId, investigationId))
    .orderBy(
      sql`case coalesce(${hypothesis.saidStatus}, ${hypothesis.status}) when 'supported' then 0 when 'not_checked' then 1 else 2 end`,
      sql`${hypothesis.confidence} desc`,
      asc(hypothesis.place),
      asc(hypothesis.id),
    );
  return rows.map(({ saidStatus, ...row }) => Hypothesis.parse({ ...row, status: saidStatus ?? row.status }));
}

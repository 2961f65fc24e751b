/** What each action has earned on tickets of each category. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { action, actionCertificate, actionOutcome } from "#db/schema/remediation";
import { user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { asked, isEarned, upperBound } from "./bound";
import { AutonomyRecord } from "./model";

export type Scope = { action: string; category: string };
export type AutonomyCounts = { runs: number; wrong: number; pending: number };

/** The record of a scope: right runs count once trouble had time to come back, wrong ones at once. */
export async function recordOf(ctx: Ctx, scope: Scope): Promise<AutonomyCounts> {
  const [row] = await ctx.db
    .select(counts(ctx.now()))
    .from(actionOutcome)
    .where(and(eq(actionOutcome.action, scope.action), eq(actionOutcome.category, scope.category)));
  return row ?? { runs: 0, wrong: 0, pending: 0 };
}

/** Every scope that has a record, with its bound and its certificate. */
export async function autonomyRecords(ctx: Ctx): Promise<AutonomyRecord[]> {
  const asker = alias(user, "asker");
  const confirmer = alias(user, "confirmer");
  const records = await ctx.db
    .select({
      action: actionOutcome.action,
      category: actionOutcome.category,
      risk: action.risk,
      ...counts(ctx.now()),
    })
    .from(actionOutcome)
    .innerJoin(action, eq(action.name, actionOutcome.action))
    .groupBy(actionOutcome.action, actionOutcome.category, action.risk)
    .orderBy(actionOutcome.action, actionOutcome.category);
  const certificates = await ctx.db
    .select({ certificate: actionCertificate, asker: asker.name, confirmer: confirmer.name })
    .from(actionCertificate)
    .leftJoin(asker, eq(asker.id, actionCertificate.askedBy))
    .leftJoin(confirmer, eq(confirmer.id, actionCertificate.confirmedBy))
    .where(isNull(actionCertificate.endedAt));
  return records.map((row) => {
    const held = certificates.find(
      ({ certificate }) => certificate.action === row.action && certificate.category === row.category,
    );
    return AutonomyRecord.parse({
      ...row,
      upperBound: upperBound(row.wrong, row.runs, asked.level),
      isEarned: isEarned(row.wrong, row.runs),
      certificate: held
        ? {
            id: held.certificate.id,
            askedBy: held.asker ?? "Former member",
            askedById: held.certificate.askedBy,
            confirmedBy: held.certificate.confirmedAt ? (held.confirmer ?? "Former member") : null,
            bound: held.certificate.bound,
            runs: held.certificate.runs,
            since: held.certificate.confirmedAt ?? held.certificate.askedAt,
          }
        : null,
    });
  });
}

function counts(now: Date) {
  const counted = sql`${actionOutcome.isWrong} or ${actionOutcome.settlesAt} <= ${now.toISOString()}::timestamptz`;
  return {
    runs: sql<number>`count(*) filter (where ${counted})::int`,
    wrong: sql<number>`count(*) filter (where ${actionOutcome.isWrong})::int`,
    pending: sql<number>`count(*) filter (where not (${counted}))::int`,
  };
}

/** Reads of the labels: page after page for an export, counts for the ledger, the newest for the desk. */
import { and, asc, desc, eq, gt, gte, isNull, lt, sql } from "drizzle-orm";
import { decision, label, ticket, user } from "#db/schema/index";
import { authorise, type Ctx } from "#lib/platform/context";
import { feeds } from "./dataset";
import {
  type DatasetCounts,
  type DatasetFormat,
  datasetFormats,
  Label,
  LabelFacts,
  type RecentLabel,
} from "./model";

/** A stretch of time, `from` inclusive, `to` exclusive; an open end reaches as far as there are labels. */
export type Range = { from?: Date | undefined; to?: Date | undefined };

/** A label with whom the conversation was with, for splits that keep a customer on one side. */
export type LabelOfCustomer = { label: Label; customerId: number | null };

/** Labels held in memory at a time. */
const pageSize = 200;

/**
 * Standing labels in the order they were written. Read in pages by key, so that a slow reader holds
 * neither a connection nor a snapshot; labels written after the start are left out.
 */
export async function* standingLabels(ctx: Ctx, range: Range): AsyncGenerator<LabelOfCustomer> {
  const [newest] = await ctx.db.select({ id: label.id }).from(label).orderBy(desc(label.id)).limit(1);
  let after = 0;
  while (newest && after < newest.id) {
    const rows = await ctx.db
      .select({ row: label, customerId: ticket.customerId })
      .from(label)
      .innerJoin(ticket, eq(ticket.id, label.ticketId))
      .where(and(gt(label.id, after), sql`${label.id} <= ${newest.id}`, standing(range)))
      .orderBy(asc(label.id))
      .limit(pageSize);
    for (const { row, customerId } of rows) yield { label: Label.parse(row), customerId };
    after = rows.length < pageSize ? newest.id : (rows.at(-1)?.row.id ?? newest.id);
  }
}

/** The instant nine tenths of the range's labels are older than: where validation begins. Null without labels. */
export async function validationStart(ctx: Ctx, range: Range): Promise<Date | null> {
  const [found] = await ctx.db
    .select({ at: sql<string | null>`percentile_disc(0.9) within group (order by ${label.createdAt})` })
    .from(label)
    .where(standing(range));
  return found?.at ? new Date(found.at) : null;
}

/** What the ledger holds, and the rows each format gets from it, by the same rule as the export. */
export async function datasetCounts(ctx: Ctx, range: Range = {}): Promise<DatasetCounts> {
  authorise(ctx, "desk.read");
  const band = sql<string>`case when ${label.similarity} is null then 'none' when ${label.similarity} < 0.5 then 'low'
    when ${label.similarity} < 0.98 then 'middle' else 'high' end`;
  const [groups, [ledger]] = await Promise.all([
    ctx.db
      .select({
        kind: label.kind,
        verdict: label.verdict,
        reason: label.reason,
        isSubstantive: label.isSubstantive,
        similarity: sql<number | null>`min(${label.similarity})`,
        count: sql<number>`count(*)::int`,
      })
      .from(label)
      .where(standing(range))
      .groupBy(label.kind, label.verdict, label.reason, label.isSubstantive, band),
    ctx.db
      .select({
        decisions: sql<number>`count(*) filter (where ${decision.undoneAt} is null)::int`,
        retracted: sql<number>`count(*) filter (where ${decision.undoneAt} is not null)::int`,
      })
      .from(decision)
      .where(within(decision.decidedAt, range)),
  ]);
  const total = (keep: (facts: LabelFacts) => boolean) =>
    groups.filter((group) => keep(LabelFacts.parse(group))).reduce((sum, { count }) => sum + count, 0);
  return {
    decisions: ledger?.decisions ?? 0,
    retracted: ledger?.retracted ?? 0,
    verdicts: {
      accept: total(({ verdict }) => verdict === "accept"),
      edit: total(({ verdict }) => verdict === "edit"),
      reject: total(({ verdict }) => verdict === "reject"),
      hand_over: total(({ verdict }) => verdict === "hand_over"),
    },
    formats: Object.fromEntries(
      datasetFormats.map((format) => [format, total((facts) => feeds(format, facts))]),
    ) as Record<DatasetFormat, number>,
  };
}

/** The newest standing labels with who decided, newest first. */
export async function recentLabels(ctx: Ctx, limit = 20): Promise<RecentLabel[]> {
  authorise(ctx, "desk.read");
  const rows = await ctx.db
    .select({ row: label, analystName: user.name })
    .from(label)
    .leftJoin(user, eq(user.id, label.analystId))
    .where(isNull(label.retractedAt))
    .orderBy(desc(label.id))
    .limit(limit);
  return rows.map(({ row, analystName }) => ({
    ...Label.parse(row),
    analystName: analystName ?? "Somebody who left",
  }));
}

function standing(range: Range) {
  return and(isNull(label.retractedAt), within(label.createdAt, range));
}

function within(column: typeof label.createdAt | typeof decision.decidedAt, { from, to }: Range) {
  return and(from && gte(column, from), to && lt(column, to));
}

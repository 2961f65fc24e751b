/** Reads of the labels: page after page for an export, counts for the ledger, the newest for the desk. */
import { and, asc, between, desc, eq, exists, gt, gte, isNull, lt, not, sql } from "drizzle-orm";
import { type AnyPgColumn, alias } from "drizzle-orm/pg-core";
import { decision, label, suggestion } from "#db/schema/suggestions";
import { user } from "#db/schema/team";
import { ticket, ticketEvent } from "#db/schema/tickets";
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

/** What an analyst wrote instead of a proposal, as it was sent: not yet redacted. */
export type Replacement = { suggestionId: number; subject: string; text: string; analystName: string };

/** A label with whom the conversation was with, for splits that keep a customer on one side. */
export type LabelOfCustomer = {
  label: Label;
  customerId: number | null;
  /** Set when the label's `isReplaced` is. */
  replacement: Replacement | null;
};

/** Labels held in memory at a time. */
const pageSize = 200;

/**
 * Labels that were not undone in the order they were written. Read in pages by key, so that a slow reader holds
 * neither a connection nor a snapshot; labels written after the start are left out, and so is one that cannot be read.
 */
export async function* activeLabels(ctx: Ctx, range: Range): AsyncGenerator<LabelOfCustomer> {
  const [newest] = await ctx.db.select({ id: label.id }).from(label).orderBy(desc(label.id)).limit(1);
  const reply = firstReply(ctx);
  let after = 0;
  while (newest && after < newest.id) {
    const rows = await ctx.db
      .select({
        row: label,
        customerId: ticket.customerId,
        subject: ticket.subject,
        text: reply.text,
        analystName: reply.actorName,
      })
      .from(label)
      .innerJoin(ticket, eq(ticket.id, label.ticketId))
      .leftJoinLateral(reply, replaces(ctx, reply))
      .where(and(gt(label.id, after), sql`${label.id} <= ${newest.id}`, queueGate(range)))
      .orderBy(asc(label.id))
      .limit(pageSize);
    for (const { row, customerId, subject, text, analystName } of rows) {
      const { suggestionId } = row;
      const replacement =
        text === null || analystName === null ? null : { suggestionId, subject, text, analystName };
      const { data } = Label.safeParse({ ...row, isReplaced: replacement !== null });
      if (data) yield { label: data, customerId, replacement };
    }
    after = rows.length < pageSize ? newest.id : (rows.at(-1)?.row.id ?? newest.id);
  }
}

/** The instant nine tenths of the range's labels are older than: where validation begins. Null without labels. */
export async function validationStart(ctx: Ctx, range: Range): Promise<Date | null> {
  const [found] = await ctx.db
    .select({ at: sql<string | null>`percentile_disc(0.9) within group (order by ${label.createdAt})` })
    .from(label)
    .where(queueGate(range));
  return found?.at ? new Date(found.at) : null;
}

/** What the ledger holds, and the rows each format gets from it, by the same rule as the export. */
export async function datasetCounts(ctx: Ctx, range: Range = {}): Promise<DatasetCounts> {
  authorise(ctx, "desk.read");
  const band = sql<string>`case when ${label.similarity} is null then 'none' when ${label.similarity} < 0.5 then 'low'
    when ${label.similarity} < 0.98 then 'middle' else 'high' end`;
  const reply = firstReply(ctx);
  const isReplaced = sql<boolean>`${reply.id} is not null`;
  const [groups, [ledger]] = await Promise.all([
    ctx.db
      .select({
        kind: label.kind,
        verdict: label.verdict,
        reason: label.reason,
        isSubstantive: label.isSubstantive,
        isReplaced,
        similarity: sql<number | null>`min(${label.similarity})`,
        count: sql<number>`count(*)::int`,
      })
      .from(label)
      .leftJoinLateral(reply, replaces(ctx, reply))
      .where(queueGate(range))
      .groupBy(label.kind, label.verdict, label.reason, label.isSubstantive, isReplaced, band),
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

/** The newest labels that were not undone, with who decided, newest first. */
export async function recentLabels(ctx: Ctx, limit = 20): Promise<RecentLabel[]> {
  authorise(ctx, "desk.read");
  const reply = firstReply(ctx);
  const rows = await ctx.db
    .select({ row: label, analystName: user.name, replyId: reply.id })
    .from(label)
    .leftJoin(user, eq(user.id, label.analystId))
    .leftJoinLateral(reply, replaces(ctx, reply))
    .where(isNull(label.retractedAt))
    .orderBy(desc(label.id))
    .limit(limit);
  return rows.flatMap(({ row, analystName, replyId }) => {
    const { data } = Label.safeParse({ ...row, isReplaced: replyId !== null });
    return data ? [{ ...data, analystName: analystName ?? "Former member" }] : [];
  });
}

/** The first reply after a rejection that was not withdrawn, whoever wrote it. */
function firstReply(ctx: Ctx) {
  const withdrawal = alias(ticketEvent, "withdrawal");
  const withdrawals = ctx.db
    .select({ id: withdrawal.id })
    .from(withdrawal)
    .where(
      and(
        eq(withdrawal.ticketId, ticketEvent.ticketId),
        eq(withdrawal.kind, "reply_withdrawn"),
        sql`${withdrawal.data}->>'withdraws' = ${ticketEvent.id}::text`,
      ),
    );
  return ctx.db
    .select({
      id: ticketEvent.id,
      text: ticketEvent.body,
      actorId: ticketEvent.actorId,
      actorName: ticketEvent.actorName,
      data: ticketEvent.data,
      recordedAt: ticketEvent.recordedAt,
      upToEventId: suggestion.upToEventId,
      proposalText: suggestion.text,
    })
    .from(ticketEvent)
    .innerJoin(suggestion, eq(suggestion.id, label.suggestionId))
    .where(
      and(
        eq(label.verdict, "reject"),
        eq(ticketEvent.ticketId, label.ticketId),
        eq(ticketEvent.kind, "analyst_reply"),
        gt(ticketEvent.id, suggestion.upToEventId),
        gte(ticketEvent.recordedAt, label.createdAt),
        not(exists(withdrawals)),
      ),
    )
    .orderBy(asc(ticketEvent.id))
    .limit(1)
    .as("first_reply");
}

/** True when that reply stands for the rejected proposal: the analyst's own other words on the same message, within a day. */
function replaces(ctx: Ctx, reply: ReturnType<typeof firstReply>) {
  const message = alias(ticketEvent, "message");
  const messagesSince = ctx.db
    .select({ id: message.id })
    .from(message)
    .where(
      and(
        eq(message.ticketId, label.ticketId),
        eq(message.kind, "customer_message"),
        between(message.id, sql`${reply.upToEventId} + 1`, reply.id),
      ),
    );
  return and(
    eq(reply.actorId, label.analystId),
    sql`${reply.data}->>'suggestionId' is null`,
    sql`${reply.recordedAt} < ${label.createdAt} + interval '24 hours'`,
    sql`${unspaced(reply.text)} not in ('', ${unspaced(reply.proposalText)})`,
    not(exists(messagesSince)),
  );
}

function unspaced(text: AnyPgColumn) {
  return sql`regexp_replace(${text}, '\\s', '', 'g')`;
}

function queueGate(range: Range) {
  return and(isNull(label.retractedAt), within(label.createdAt, range));
}

function within(column: typeof label.createdAt | typeof decision.decidedAt, { from, to }: Range) {
  return and(from && gte(column, from), to && lt(column, to));
}

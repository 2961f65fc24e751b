/** Reads of questions: those of a ticket as whoever looks may see them, and all of them for export. */
import { asc, eq, gt } from "drizzle-orm";
import { ticketQuestion } from "#db/schema/questions";
import { callsForQuestions, keptAskedCalls } from "#lib/investigation/asked-call";
import { recordAudit } from "#lib/platform/audit";
import { authorise, type Ctx } from "#lib/platform/context";
import { jsonLine } from "#lib/platform/json-lines";
import { seenTickets } from "#lib/platform/sight";
import { isWithdrawn } from "#lib/tickets/active-events";
import { timeline } from "#lib/tickets/queries";
import { type Citation, type Statement, TicketQuestion } from "./model";

/** Newest questions of a ticket that are shown. */
const mostShown = 50;

/**
 * The questions of a ticket, oldest first. A statement goes whose source is gone: an event that was withdrawn or deleted
 * since, a look-up that was erased with its question, a ticket that whoever looks does not see.
 */
export async function questionsOf(ctx: Ctx, ticketId: number): Promise<TicketQuestion[]> {
  const rows = await ctx.db
    .select()
    .from(ticketQuestion)
    .where(eq(ticketQuestion.ticketId, ticketId))
    .orderBy(asc(ticketQuestion.id));
  return asSeen(ctx, rows.slice(-mostShown));
}

/**
 * Every question with its answer and its label as a line, oldest first. Needs the permission `dataset.export`; audited
 * before the first line.
 */
export async function exportQuestions(ctx: Ctx): Promise<AsyncGenerator<string>> {
  authorise(ctx, "dataset.export");
  await recordAudit(ctx, { action: "question.export", entity: "dataset", entityId: "questions" });
  return lines(ctx);
}

const atOnce = 200;

async function* lines(ctx: Ctx): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const rows = await ctx.db
      .select()
      .from(ticketQuestion)
      .where(gt(ticketQuestion.id, after))
      .orderBy(asc(ticketQuestion.id))
      .limit(atOnce);
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    for (const { growing: _, ...question } of await asSeen(ctx, rows)) yield jsonLine(question);
  }
}

type Row = typeof ticketQuestion.$inferSelect;

async function asSeen(ctx: Ctx, rows: readonly Row[]): Promise<TicketQuestion[]> {
  if (rows.length === 0) return [];
  const calls = await callsForQuestions(
    ctx,
    rows.map(({ id }) => id),
  );
  const isThere = await sourcesThere(ctx, rows);
  return rows.map((row) =>
    TicketQuestion.parse({
      ...row,
      statements: row.statements.filter(isThere),
      calls: calls.filter(({ questionId }) => questionId === row.id),
    }),
  );
}

async function sourcesThere(ctx: Ctx, rows: readonly Row[]): Promise<(statement: Statement) => boolean> {
  const cited = rows.flatMap(({ statements }) => statements.flatMap(({ citations }) => citations));
  const refs = (kind: Citation["kind"]) => cited.flatMap((one) => (one.kind === kind ? [one.ref] : []));
  const [tickets, calls] = await Promise.all([
    seenTickets(ctx, refs("ticket")),
    keptAskedCalls(ctx, refs("look_up")),
  ]);
  const ticketIds = [...new Set(rows.map(({ ticketId }) => ticketId))];
  const events = (await Promise.all(ticketIds.map((id) => timeline(ctx, id)))).flat();
  const gone = new Set(refs("event").filter((id) => isWithdrawn(events, id)));
  const isThere = ({ kind, ref }: Citation) => {
    switch (kind) {
      case "ticket":
        return tickets.has(ref);
      case "event":
        return !gone.has(ref);
      case "look_up":
        return calls.has(ref);
      case "article":
        return true;
    }
  };
  return ({ citations }) => citations.every(isThere);
}

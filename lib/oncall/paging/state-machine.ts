/** A page, state by state: opened by a cause, escalated by its clock or a person, acknowledged, resolved. */
import { and, desc, eq, inArray, ne, or, sql } from "drizzle-orm";
import type { z } from "zod";
import { incident } from "#db/schema/incidents";
import { page, pageCall } from "#db/schema/oncall";
import { actionRun } from "#db/schema/remediation";
import { ticket, ticketEvent } from "#db/schema/tickets";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { isSomethingDue } from "#lib/tickets/clock-queries";
import { assign } from "#lib/tickets/commands";
import { isActive } from "#lib/tickets/model";
import type {
  AcknowledgeInput,
  EscalateInput,
  PageInput,
  ResolvePageInput,
  WithdrawPageInput,
} from "../inputs";
import { isNews, levelWords, ruleFor } from "../rules";
import { readSetup } from "../setup";
import { callPeople, callStep, chainOf } from "./call";
import { callable } from "./people";
import { lockPage, noteChange, type PageRow, setPage, tellBrowsers, withdrawNotices } from "./rows";

/**
 * Calls for a person, within the caller's transaction; null when no rule says whom and it falls to nobody, so that nobody
 * is called.
 */
export async function open(tx: Ctx, input: z.output<typeof PageInput>): Promise<{ pageId: number } | null> {
  const { queueId, fallsTo: named, ...values } = input;
  const fallsTo = named !== null && (await callable(tx, input))(named) ? named : null;
  const known = await standing(tx, input);
  const isMoved = known !== undefined && (await isForAnother(tx, known, fallsTo));
  const isNew = !known || isMoved || isNews(known, input);
  const { rules } = isNew ? await readSetup(tx) : { rules: [] };
  const rule = ruleFor(rules, { cause: input.cause, queueId, urgency: input.urgency });
  if (!rule && (fallsTo === null || (known && !isMoved))) return known ? joined(tx, known, input) : null;
  const chainId = rule?.chainId ?? null;
  // Whoever was being called is not called again from the first level on.
  const from = known?.status === "open" && chainId !== null && known.chainId === chainId ? known.step : 0;
  if (known) await end(tx, known, `${isMoved ? "It was handed on" : "It became graver"}: ${input.title}`);
  const openedAt = tx.now();
  const [row] = await tx.db
    .insert(page)
    .values({ ...values, chainId, openedAt })
    .onConflictDoNothing()
    .returning();
  if (!row) return open(tx, input);
  await noteChange(tx, row, "opened", input.title);
  if (rule || fallsTo === null) await callStep(tx, row, from);
  else await callPeople(tx, row, [fallsTo]);
  return { pageId: row.id };
}

/** True where what stands told one person who has not answered, and now it falls to another. */
async function isForAnother(
  tx: Ctx,
  { id, chainId, status, step }: PageRow,
  fallsTo: string | null,
): Promise<boolean> {
  if (chainId !== null || status !== "open" || fallsTo === null) return false;
  const called = await tx.db
    .select()
    .from(pageCall)
    .where(and(eq(pageCall.pageId, id), eq(pageCall.step, step)));
  return called.every(({ userId }) => userId !== fallsTo);
}

/** The page that stands on the same matter, or on the same ticket. */
async function standing(
  tx: Ctx,
  { key, ticketId }: z.output<typeof PageInput>,
): Promise<PageRow | undefined> {
  const same = ticketId === null ? eq(page.key, key) : or(eq(page.key, key), eq(page.ticketId, ticketId));
  const [known] = await tx.db
    .select()
    .from(page)
    .where(and(same, ne(page.status, "resolved")))
    .orderBy(desc(sql`${page.key} = ${key}`), desc(page.id))
    .limit(1);
  return known && lockPage(tx, known.id);
}

/** Whoever has the page that stands hears of it there. */
async function joined(
  tx: Ctx,
  known: PageRow,
  { key, title }: z.output<typeof PageInput>,
): Promise<{ pageId: number }> {
  if (known.key !== key) await noteChange(tx, known, "joined", title);
  return { pageId: known.id };
}

/** The clock of a step has run out. What happened meanwhile makes it nobody's business; late, it does its one step. */
export async function escalateDue(
  ctx: Ctx,
  { pageId, step }: { pageId: number; step: number },
): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const row = await lockPage(tx, pageId);
    if (row.status !== "open" || row.step !== step) return;
    if (row.escalatesAt === null || tx.now() < row.escalatesAt) return;
    if (await isOver(tx, row)) return end(tx, row, "What it was about is over.");
    const chain = await chainOf(tx, row);
    const text = chain ? `Nobody acknowledged on ${levelWords(chain, step)}.` : "";
    await noteChange(tx, row, "escalated", text);
    await callStep(tx, row, step + 1);
  });
}

/** Somebody takes it, or takes it over from whoever has it; a ticket nobody has becomes theirs. */
export async function acknowledge(tx: Ctx, input: z.output<typeof AcknowledgeInput>): Promise<PageRow> {
  const row = await lockPage(tx, input.pageId, input.version);
  const actorId = personOf(tx);
  if (row.status === "resolved") throw new AppError("conflict", "This page is resolved.");
  if (row.status === "acknowledged" && row.ownerId === actorId) return row;
  const isTakeOver = row.status === "acknowledged";
  const after = await setPage(tx, row, {
    status: "acknowledged",
    ownerId: actorId,
    acknowledgedAt: row.acknowledgedAt ?? tx.now(),
    escalatesAt: null,
  });
  await withdrawNotices(tx, row.id);
  await noteChange(tx, after, isTakeOver ? "taken_over" : "acknowledged", input.reason);
  if (row.ticketId !== null) {
    const [found] = await tx.db.select().from(ticket).where(eq(ticket.id, row.ticketId));
    if (found && found.assigneeId === null && isActive(found.status))
      await assign(tx, { ticketId: found.id, assigneeId: actorId });
  }
  return after;
}

/** A person hands it on to the next step, with a reason. */
export async function escalate(tx: Ctx, input: z.output<typeof EscalateInput>): Promise<PageRow> {
  const row = await lockPage(tx, input.pageId, input.version);
  if (row.status === "resolved") throw new AppError("conflict", "This page is resolved.");
  if (row.status === "unanswered" || row.chainId === null)
    throw new AppError("conflict", "There is no further level. Acknowledge it, or resolve it.");
  await noteChange(tx, row, "escalated", input.reason);
  return callStep(tx, row, row.step + 1);
}

/** Ends a page. */
export async function resolve(tx: Ctx, input: z.output<typeof ResolvePageInput>): Promise<PageRow> {
  const row = await lockPage(tx, input.pageId, input.version);
  if (row.status === "resolved") return row;
  await end(tx, row, input.reason);
  return lockPage(tx, row.id);
}

/** Ends every page whose ticket, incident or approval is finished; returns how many did. */
export async function resolveFinishedPages(ctx: Ctx): Promise<number> {
  const rows = await ctx.db
    .select()
    .from(page)
    .where(inArray(page.status, ["open", "acknowledged", "unanswered"]));
  let ended = 0;
  for (const { id } of rows)
    await withTransaction(ctx, async (tx) => {
      const row = await lockPage(tx, id);
      if (row.status === "resolved" || !(await isOver(tx, row))) return;
      await end(tx, row, "What it was about is over.");
      ended += 1;
    });
  return ended;
}

/** Whoever was called has looked: their further channels stay quiet, while the clock goes on. */
export async function see(tx: Ctx, pageId: number): Promise<void> {
  const row = await lockPage(tx, pageId);
  const userId = personOf(tx);
  const mine = and(eq(pageCall.pageId, pageId), eq(pageCall.userId, userId));
  const [call] = await tx.db.select().from(pageCall).where(mine);
  if (!call || call.seenAt !== null || row.status === "resolved") return;
  await tx.db.update(pageCall).set({ seenAt: tx.now() }).where(mine);
  await withdrawNotices(tx, pageId, userId);
  await noteChange(tx, row, "seen", "");
  await tellBrowsers(tx, row);
}

/** Whether what a page is about is finished without it. */
export async function isOver(ctx: Ctx, row: PageRow): Promise<boolean> {
  if (row.runId !== null) {
    const [run] = await ctx.db.select().from(actionRun).where(eq(actionRun.id, row.runId));
    if (run && !["prepared", "waiting", "expired"].includes(run.status)) return true;
  }
  if (row.incidentId !== null) {
    const [found] = await ctx.db.select().from(incident).where(eq(incident.id, row.incidentId));
    return found?.status === "resolved" || found?.status === "merged";
  }
  if (row.ticketId === null) return false;
  const [found] = await ctx.db.select().from(ticket).where(eq(ticket.id, row.ticketId));
  if (found === undefined) return false;
  // Answered in time, or put off: nobody has to come for it any more.
  if (row.cause === "due_soon" && !(await isSomethingDue(ctx, row.ticketId))) return true;
  return (
    !isActive(found.status) || (row.chainId === null && row.status === "open" && (await isTaken(ctx, row)))
  );
}

/** True once somebody was given the ticket after its page was opened. */
async function isTaken(ctx: Ctx, { ticketId, openedAt }: PageRow): Promise<boolean> {
  if (ticketId === null) return false;
  const [last] = await ctx.db
    .select({ at: ticketEvent.at })
    .from(ticketEvent)
    .where(and(eq(ticketEvent.ticketId, ticketId), eq(ticketEvent.kind, "assignment")))
    .orderBy(desc(ticketEvent.id))
    .limit(1);
  return last !== undefined && last.at > openedAt;
}

/** Ends the page that stands on a matter, if any does. */
export async function withdraw(tx: Ctx, { key, reason }: z.output<typeof WithdrawPageInput>): Promise<void> {
  const [found] = await tx.db
    .select({ id: page.id })
    .from(page)
    .where(and(eq(page.key, key), ne(page.status, "resolved")));
  if (found) await end(tx, await lockPage(tx, found.id), reason);
}

async function end(tx: Ctx, row: PageRow, reason: string): Promise<void> {
  const after = await setPage(tx, row, { status: "resolved", resolvedAt: tx.now(), escalatesAt: null });
  await withdrawNotices(tx, row.id);
  await noteChange(tx, after, "resolved", reason);
}

function personOf({ actor }: Ctx): string {
  if (actor.kind !== "user") throw new AppError("forbidden", "Only a person can answer a page.");
  return actor.id;
}

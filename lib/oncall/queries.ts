/** Reads of on-call: who is it now and next, what is paged, schedules as they are drawn, how oneself is reached. */
import { and, asc, desc, eq, gt, inArray, isNull, ne } from "drizzle-orm";
import {
  oncallCalendar,
  oncallChain,
  oncallChannel,
  oncallContact,
  oncallHoliday,
  oncallSchedule,
  page,
  pageCall,
  pageEvent,
} from "#db/schema/oncall";
import { user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { layerShifts, onCallAt, shiftsOf } from "./calculator";
import type { Chain, OnCall, Schedule, ScheduleView } from "./model";
import type { Channel, ContactRule, Page, PageDetail, PageRule } from "./paging/model";
import { startOfDay } from "./rotation";
import { reachable, rulesOf, scheduleRows } from "./schedules";
import { readSetup } from "./setup";

const day = 86_400_000;

/** Who is on call on each schedule, until when, and who follows. */
export async function onCallOverview(ctx: Ctx): Promise<OnCall[]> {
  const now = ctx.now();
  const rows = await scheduleRows(ctx);
  const [rules, isReachable] = await Promise.all([rulesOf(ctx, rows, now), reachable(ctx)]);
  return rows.flatMap(({ id, name, timeZone }) => {
    const own = rules.get(id);
    if (!own) return [];
    const found = onCallAt(own, now, isReachable);
    const weeks = shiftsOf(own, now, new Date(now.getTime() + 14 * day), isReachable);
    const firstGap = weeks.find(({ userIds }) => userIds.length === 0) ?? null;
    return [{ scheduleId: id, name, timeZone, ...found, firstGap }];
  });
}

/** All schedules as they are written. */
export async function schedules(ctx: Ctx): Promise<Schedule[]> {
  return (await scheduleRows(ctx)).map(({ createdAt: _, removedAt: __, ...schedule }) => schedule);
}

/** One schedule with its shifts for so many days; `from` tells where they begin in its zone. `not_found` when it does not exist. */
export async function scheduleView(
  ctx: Ctx,
  id: number,
  begin: (timeZone: string) => Date,
  days: number,
): Promise<ScheduleView> {
  const [row] = await ctx.db
    .select()
    .from(oncallSchedule)
    .where(and(eq(oncallSchedule.id, id), isNull(oncallSchedule.removedAt)));
  if (!row) throw new AppError("not_found", "This schedule does not exist.");
  const from = begin(row.timeZone);
  const to = startOfDay(from, row.timeZone, days);
  const [rules, isReachable, calendars, holidays] = await Promise.all([
    rulesOf(ctx, [row], from),
    reachable(ctx),
    ctx.db.select().from(oncallCalendar).where(eq(oncallCalendar.scheduleId, id)).orderBy(oncallCalendar.id),
    ctx.db
      .select()
      .from(oncallHoliday)
      .where(and(eq(oncallHoliday.scheduleId, id), gt(oncallHoliday.endsAt, from)))
      .orderBy(asc(oncallHoliday.startsAt))
      .limit(20),
  ]);
  const own = rules.get(id) ?? { timeZone: row.timeZone, layers: row.layers, overrides: [], holidays: [] };
  const { name, description, timeZone, layers, version } = row;
  return {
    schedule: { id, version, name, description, timeZone, layers },
    from,
    to,
    shifts: shiftsOf(own, from, to, isReachable),
    layers: layerShifts(own, from, to, isReachable),
    overrides: [...own.overrides],
    holidays: holidays.map(({ name: holiday, startsAt, endsAt }) => ({ name: holiday, startsAt, endsAt })),
    calendars: calendars.map(({ address, scheduleId: _, ...calendar }) => ({
      ...calendar,
      isFollowed: address !== null,
    })),
    ...onCallAt(own, ctx.now(), isReachable),
  };
}

/** The escalation chains in use, by name. */
export async function chains(ctx: Ctx): Promise<Chain[]> {
  const rows = await ctx.db
    .select()
    .from(oncallChain)
    .where(isNull(oncallChain.removedAt))
    .orderBy(asc(oncallChain.name), asc(oncallChain.id));
  return rows.map(({ createdAt: _, removedAt: __, ...chain }) => chain);
}

/** The rules that say what pages whom, in the order in which they are asked. */
export async function pageRules(ctx: Ctx): Promise<PageRule[]> {
  return (await readSetup(ctx)).rules;
}

/** Pages that stand, the gravest and oldest first, and the latest that are resolved. */
export async function pages(ctx: Ctx): Promise<{ open: Page[]; past: Page[] }> {
  const [open, past] = await Promise.all([
    pageRows(ctx).where(ne(page.status, "resolved")).orderBy(asc(page.openedAt)).limit(200),
    pageRows(ctx).where(eq(page.status, "resolved")).orderBy(desc(page.id)).limit(30),
  ]);
  const calls = await callsOf(
    ctx,
    [...open, ...past].map(({ row }) => row.id),
  );
  const shown = (rows: typeof open) => rows.map((one) => asPage(one, calls));
  return { open: shown(open), past: shown(past) };
}

/** One page with what happened to it, and its brief as it was called with. */
export async function pageDetail(ctx: Ctx, pageId: number): Promise<PageDetail> {
  const [found] = await pageRows(ctx).where(eq(page.id, pageId));
  if (!found) throw new AppError("not_found", `There is no page ${pageId}.`);
  const [events, calls] = await Promise.all([
    ctx.db.select().from(pageEvent).where(eq(pageEvent.pageId, pageId)).orderBy(asc(pageEvent.id)),
    callsOf(ctx, [pageId]),
  ]);
  return { ...asPage(found, calls), events: events.map(({ pageId: _, ...event }) => event) };
}

/** How many pages wait for whoever asks: those they are called for, or that stand unanswered. */
export async function waitingPages(ctx: Ctx): Promise<Page[]> {
  const { open } = await pages(ctx);
  return open.filter(
    ({ status, calledIds, ownerId }) =>
      status === "unanswered" ||
      (status === "open" && (calledIds.includes(ctx.actor.id) || ownerId === ctx.actor.id)),
  );
}

/** The channels and rules of whoever asks. */
export async function ownContact(ctx: Ctx): Promise<{ channels: Channel[]; rules: ContactRule[] }> {
  const [channels, [contact]] = await Promise.all([
    ctx.db
      .select()
      .from(oncallChannel)
      .where(and(eq(oncallChannel.userId, ctx.actor.id), isNull(oncallChannel.removedAt)))
      .orderBy(asc(oncallChannel.id)),
    ctx.db.select().from(oncallContact).where(eq(oncallContact.userId, ctx.actor.id)),
  ]);
  const rules = (contact?.rules ?? []).filter(({ channelId }) => channels.some(({ id }) => id === channelId));
  return {
    channels: channels.map(({ id, kind, label, lastError, lastSentAt }) => ({
      id,
      kind,
      label,
      lastError,
      lastSentAt,
    })),
    rules,
  };
}

/** The sender and host of the mail server; null while there is none. */
export async function mailServer(ctx: Ctx): Promise<{ from: string } | null> {
  const { mailFrom } = await readSetup(ctx);
  return mailFrom === null ? null : { from: mailFrom };
}

function pageRows(ctx: Ctx) {
  return ctx.db
    .select({ row: page, chainName: oncallChain.name, ownerName: user.name })
    .from(page)
    .leftJoin(oncallChain, eq(oncallChain.id, page.chainId))
    .leftJoin(user, eq(user.id, page.ownerId))
    .$dynamic();
}

type PageRow = { row: typeof page.$inferSelect; chainName: string | null; ownerName: string | null };

function asPage({ row, chainName, ownerName }: PageRow, calls: Map<number, string[]>): Page {
  const { key: _, chainId: __, runId: ___, acknowledgedAt: ____, resolvedAt: _____, ...shown } = row;
  return {
    ...shown,
    chainName,
    ownerName,
    calledIds: row.status === "open" ? (calls.get(row.id) ?? []) : [],
  };
}

/** Who is called on the step each page is on. */
async function callsOf(ctx: Ctx, ids: number[]): Promise<Map<number, string[]>> {
  const called = new Map<number, string[]>();
  if (ids.length === 0) return called;
  const rows = await ctx.db
    .select({ pageId: pageCall.pageId, userId: pageCall.userId })
    .from(pageCall)
    .innerJoin(page, and(eq(page.id, pageCall.pageId), eq(page.step, pageCall.step)))
    .where(inArray(pageCall.pageId, ids));
  for (const { pageId, userId } of rows) called.set(pageId, [...(called.get(pageId) ?? []), userId]);
  return called;
}

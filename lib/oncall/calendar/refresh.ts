/** Fills a schedule from a calendar: from a file once, or again every hour from an address, which is sealed. */
import { and, eq, isNotNull, isNull, lt, or } from "drizzle-orm";
import type { z } from "zod";
import { oncallCalendar, oncallHoliday, oncallOverride, oncallSchedule } from "#db/schema/oncall";
import { user } from "#db/schema/team";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { AppError } from "#lib/platform/errors";
import { guardedFetch } from "#lib/platform/outgoing/guarded-fetch";
import { roleMay } from "#lib/platform/rules";
import { seal, unseal } from "#lib/platform/secrets";
import type { AddCalendarInput, RemoveInput } from "../inputs";
import { recordChange } from "../saving";
import { readCalendar } from "./read";

type CalendarRow = typeof oncallCalendar.$inferSelect;
export type Taken = { overrides: number; holidays: number; unknown: string[] };

const day = 86_400_000;
const ahead = 400 * day;
const hour = 3_600_000;
const timeout = 20_000;
const longest = 4_000_000;

/** Adds a calendar; one from a file is read at once, one with an address by the worker. Within the caller's transaction. */
export async function add(
  tx: Ctx,
  { scheduleId, name, address, text }: z.output<typeof AddCalendarInput>,
): Promise<{ id: number; taken: Taken | null }> {
  const [schedule] = await tx.db
    .select()
    .from(oncallSchedule)
    .where(and(eq(oncallSchedule.id, scheduleId), isNull(oncallSchedule.removedAt)));
  if (!schedule) throw new AppError("not_found", "This schedule does not exist.");
  const [row] = await tx.db
    .insert(oncallCalendar)
    .values({ scheduleId, name, address: address && seal(address) })
    .returning();
  if (!row) throw new AppError("unavailable", "The calendar was not stored. Try again.");
  const after = { id: row.id, name, scheduleId, ...(address && { host: new URL(address).host }) };
  await recordChange(tx, "calendar.add", after);
  if (text === null) return { id: row.id, taken: null };
  const taken = await fill(tx, row, schedule.timeZone, text);
  if (!taken)
    throw new AppError("invalid", "This is no calendar file.", {
      fields: [{ field: "text", message: "This is no calendar file." }],
    });
  return { id: row.id, taken };
}

/** Removes a calendar with what came from it. Within the caller's transaction. */
export async function remove(tx: Ctx, { id }: z.output<typeof RemoveInput>): Promise<{ id: number }> {
  const [row] = await tx.db.delete(oncallCalendar).where(eq(oncallCalendar.id, id)).returning();
  if (!row) throw new AppError("not_found", "This calendar does not exist.");
  await recordChange(tx, "calendar.remove", { id, name: row.name, scheduleId: row.scheduleId });
  return { id };
}

/** Reads the calendars whose hour has come; what could not be read keeps what it had. Returns how many there were. */
export async function followCalendars(ctx: Ctx): Promise<number> {
  const due = new Date(ctx.now().getTime() - hour);
  // Taken before they are asked, so that two workers do not both ask.
  const rows = await ctx.db
    .update(oncallCalendar)
    .set({ readAt: ctx.now() })
    .where(
      and(
        isNotNull(oncallCalendar.address),
        or(isNull(oncallCalendar.readAt), lt(oncallCalendar.readAt, due)),
      ),
    )
    .returning();
  for (const row of rows) await follow(ctx, row);
  return rows.length;
}

async function follow(ctx: Ctx, row: CalendarRow): Promise<void> {
  const [schedule] = await ctx.db.select().from(oncallSchedule).where(eq(oncallSchedule.id, row.scheduleId));
  const text = await fetched(unseal(row.address ?? "")).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
  await withTransaction(ctx, async (tx) => {
    const [stored] = await tx.db
      .select()
      .from(oncallCalendar)
      .where(eq(oncallCalendar.id, row.id))
      .for("update");
    if (!stored || !schedule) return;
    const taken = typeof text === "string" ? await fillOrSay(tx, stored, schedule.timeZone, text) : text;
    if (taken && !(taken instanceof Error)) return;
    const lastError = taken ? taken.message.slice(0, 300) : "There is no calendar at this address.";
    await tx.db.update(oncallCalendar).set({ lastError }).where(eq(oncallCalendar.id, row.id));
  });
}

/** What is wrong with a calendar is for its line in the settings, and keeps no other from being read. */
function fillOrSay(tx: Ctx, row: CalendarRow, zone: string, text: string): Promise<Taken | Error | null> {
  return fill(tx, row, zone, text).catch((error: unknown) => {
    if (error instanceof AppError) return error;
    throw error;
  });
}

async function fetched(address: string): Promise<string> {
  const ask = guardedFetch(env().VIGIL_OUTGOING_PRIVATE);
  const response = await ask(address, {
    headers: { accept: "text/calendar" },
    signal: AbortSignal.timeout(timeout),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`The other side answered ${response.status}.`);
  }
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > longest) throw new Error("The calendar is longer than 4 MB.");
  }
  return text + decoder.decode();
}

/** Puts what a calendar says in the place of what it said before; null when it is none. */
async function fill(tx: Ctx, row: CalendarRow, zone: string, text: string): Promise<Taken | null> {
  const staff = await tx.db.select().from(user).where(isNull(user.disabledAt));
  const people = staff.filter(({ role }) => roleMay(role, "oncall.answer"));
  const now = tx.now();
  const from = new Date(now.getTime() - day);
  const entries = readCalendar(text, { people, zone, from, to: new Date(now.getTime() + ahead) });
  if (!entries) return null;
  const { overrides, holidays, unknown } = entries;
  const { id: calendarId, scheduleId, name } = row;
  const made = { calendarId, scheduleId };
  const before = await tx.db.$count(oncallOverride, eq(oncallOverride.calendarId, calendarId));
  await tx.db.delete(oncallOverride).where(eq(oncallOverride.calendarId, calendarId));
  await tx.db.delete(oncallHoliday).where(eq(oncallHoliday.calendarId, calendarId));
  if (overrides.length > 0)
    await tx.db
      .insert(oncallOverride)
      .values(overrides.map((one) => ({ ...one, ...made, createdBy: "calendar", createdAt: now })));
  if (holidays.length > 0)
    await tx.db.insert(oncallHoliday).values(holidays.map((one) => ({ ...one, ...made })));
  await tx.db
    .update(oncallCalendar)
    .set({ readAt: now, lastError: null })
    .where(eq(oncallCalendar.id, calendarId));
  const taken = { overrides: overrides.length, holidays: holidays.length, unknown: unknown.slice(0, 50) };
  // What is read again every hour and says the same is no news.
  if (row.readAt === null || before !== overrides.length)
    await recordChange(tx, "calendar.read", { id: calendarId, name, scheduleId, ...taken });
  return taken;
}

/** Calendar addresses: each has a secret of its own, of which only the hash is kept, and dies with its owner's account. */
import { createHash, randomBytes } from "node:crypto";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { oncallFeed, oncallSchedule } from "#db/schema/oncall";
import { user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { shiftsOf } from "../calculator";
import type { MakeFeedInput, RemoveInput } from "../inputs";
import { recordChange } from "../saving";
import { reachable, rulesOf, scheduleRows } from "../schedules";
import type { Feed } from "./model";
import { type CalendarShift, writeCalendar } from "./write";

const day = 86_400_000;
const past = 30 * day;
const ahead = 180 * day;

/** Makes an address, or a new one in place of the old, which stops working. */
export async function make(
  tx: Ctx,
  { scheduleId }: z.output<typeof MakeFeedInput>,
): Promise<{ id: number; secret: string }> {
  const { actor } = tx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Only a person has shifts.");
  const active = and(eq(oncallSchedule.id, scheduleId ?? 0), isNull(oncallSchedule.removedAt));
  if (scheduleId !== null && (await tx.db.$count(oncallSchedule, active)) === 0)
    throw new AppError("not_found", "This schedule does not exist.");
  const ofSchedule =
    scheduleId === null ? isNull(oncallFeed.scheduleId) : eq(oncallFeed.scheduleId, scheduleId);
  await tx.db.delete(oncallFeed).where(and(eq(oncallFeed.userId, actor.id), ofSchedule));
  const secret = randomBytes(32).toString("base64url");
  const [row] = await tx.db
    .insert(oncallFeed)
    .values({ userId: actor.id, scheduleId, secretHash: hash(secret), createdAt: tx.now() })
    .onConflictDoNothing()
    .returning();
  if (!row) throw new AppError("conflict", "An address was made at the same moment. Try again.");
  await recordChange(tx, "feed.make", { id: row.id, scheduleId });
  return { id: row.id, secret };
}

/** Ends an address of whoever asks. */
export async function end(tx: Ctx, { id }: z.output<typeof RemoveInput>): Promise<{ id: number }> {
  const [row] = await tx.db
    .delete(oncallFeed)
    .where(and(eq(oncallFeed.id, id), eq(oncallFeed.userId, tx.actor.id)))
    .returning();
  if (!row) throw new AppError("not_found", "You have no such address.");
  await recordChange(tx, "feed.remove", { id, scheduleId: row.scheduleId });
  return { id };
}

/** The addresses of whoever asks. */
export async function ownFeeds(ctx: Ctx): Promise<Feed[]> {
  const rows = await ctx.db
    .select({ feed: oncallFeed, scheduleName: oncallSchedule.name })
    .from(oncallFeed)
    .leftJoin(oncallSchedule, eq(oncallSchedule.id, oncallFeed.scheduleId))
    .where(eq(oncallFeed.userId, ctx.actor.id))
    .orderBy(asc(oncallFeed.id));
  return rows.map(({ feed: { id, scheduleId, createdAt, readAt }, scheduleName }) => ({
    id,
    scheduleId,
    scheduleName,
    createdAt,
    readAt,
  }));
}

/** The calendar behind a secret; null for one that is unknown, ended, or whose owner's account is disabled. */
export async function calendarOf(ctx: Ctx, secret: string): Promise<string | null> {
  const [feed] = await ctx.db
    .select({ id: oncallFeed.id, userId: oncallFeed.userId, scheduleId: oncallFeed.scheduleId })
    .from(oncallFeed)
    .innerJoin(user, eq(user.id, oncallFeed.userId))
    .where(and(eq(oncallFeed.secretHash, hash(secret)), isNull(user.disabledAt)));
  if (!feed) return null;
  await ctx.db.update(oncallFeed).set({ readAt: ctx.now() }).where(eq(oncallFeed.id, feed.id));
  const { scheduleId, userId } = feed;
  const rows = (await scheduleRows(ctx)).filter(({ id }) => scheduleId === null || id === scheduleId);
  if (scheduleId !== null && rows.length === 0) return null;
  const [from, to] = [new Date(ctx.now().getTime() - past), new Date(ctx.now().getTime() + ahead)];
  const [rules, isReachable, people] = await Promise.all([
    rulesOf(ctx, rows, from),
    reachable(ctx),
    ctx.db.select({ id: user.id, name: user.name }).from(user),
  ]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const shifts = rows.flatMap(({ id, name }): CalendarShift[] => {
    const own = rules.get(id);
    return (own ? shiftsOf(own, from, to, isReachable) : [])
      .filter(({ userIds }) => userIds.length > 0 && (scheduleId !== null || userIds.includes(userId)))
      .map(({ startsAt, endsAt, userIds }) => ({
        scheduleId: id,
        scheduleName: name,
        startsAt,
        endsAt,
        names: userIds.map((one) => names.get(one) ?? ""),
      }));
  });
  const title = scheduleId === null ? "My shifts" : `On call: ${rows[0]?.name ?? ""}`;
  return writeCalendar(title, shifts, ctx.now());
}

function hash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** The hand-over of a shift: written once with what was open then, and signed by both. */
import { and, desc, eq, gt, isNull, notExists } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { oncallSchedule, shiftHandover } from "#db/schema/oncall";
import { user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { SignHandoverInput, WriteHandoverInput } from "../inputs";
import { recordChange, refuseUnknownPeople } from "../saving";
import { openItems } from "./items";
import type { Handover, UnsignedHandover } from "./model";

/** So long, in milliseconds, the same hand-over again is one whose answer was lost. */
const repeatedWithinMs = 15 * 60_000;

/** Within the caller's transaction. The same words to the same person again, not signed yet, are the same hand-over. */
export async function write(
  tx: Ctx,
  { scheduleId, toId, note }: z.output<typeof WriteHandoverInput>,
): Promise<{ id: number }> {
  const fromId = personOf(tx);
  if (toId === fromId)
    throw new AppError("invalid", "Hand it over to somebody else.", {
      fields: [{ field: "toId", message: "Choose somebody else." }],
    });
  await refuseUnknownPeople(tx, [toId]);
  const [schedule] = await tx.db
    .select()
    .from(oncallSchedule)
    .where(and(eq(oncallSchedule.id, scheduleId), isNull(oncallSchedule.removedAt)));
  if (!schedule) throw new AppError("not_found", "This schedule does not exist.");
  const at = tx.now();
  const [same] = await tx.db
    .select({ id: shiftHandover.id })
    .from(shiftHandover)
    .where(
      and(
        eq(shiftHandover.scheduleId, scheduleId),
        eq(shiftHandover.fromId, fromId),
        eq(shiftHandover.toId, toId),
        eq(shiftHandover.note, note),
        isNull(shiftHandover.signedToAt),
        gt(shiftHandover.writtenAt, new Date(at.getTime() - repeatedWithinMs)),
      ),
    );
  if (same) return same;
  const items = await openItems(tx);
  const [row] = await tx.db
    .insert(shiftHandover)
    .values({ scheduleId, fromId, toId, note, items, writtenAt: at, signedFromAt: at })
    .returning({ id: shiftHandover.id });
  const id = row?.id ?? 0;
  await recordChange(tx, "handover.write", { id, name: schedule.name, fromId, toId, items: items.length });
  return { id };
}

/** Only whoever it is handed over to can; signing twice changes nothing. Within the caller's transaction. */
export async function sign(
  tx: Ctx,
  { handoverId }: z.output<typeof SignHandoverInput>,
): Promise<{ id: number }> {
  const [row] = await tx.db
    .select()
    .from(shiftHandover)
    .where(eq(shiftHandover.id, handoverId))
    .for("update");
  if (!row) throw new AppError("not_found", "This hand-over does not exist.");
  if (row.toId !== personOf(tx)) throw new AppError("forbidden", "It is handed over to somebody else.");
  if (row.signedToAt) return { id: row.id };
  await tx.db.update(shiftHandover).set({ signedToAt: tx.now() }).where(eq(shiftHandover.id, handoverId));
  await recordChange(tx, "handover.sign", { id: row.id, fromId: row.fromId });
  return { id: row.id };
}

/** The latest hand-overs. */
export async function handovers(ctx: Ctx): Promise<Handover[]> {
  const rows = await ctx.db
    .select({ row: shiftHandover, scheduleName: oncallSchedule.name })
    .from(shiftHandover)
    .innerJoin(oncallSchedule, eq(oncallSchedule.id, shiftHandover.scheduleId))
    .orderBy(desc(shiftHandover.id))
    .limit(20);
  return rows.map(({ row: { scheduleId: _, items, ...row }, scheduleName }) => ({
    ...row,
    scheduleName,
    items: items.map((item) => ({ ...item, until: item.until && new Date(item.until) })),
  }));
}

/** What waits for the signature of whoever asks, the newest first; a schedule that was handed on since waits for nobody. */
export async function unsignedHandovers(ctx: Ctx): Promise<UnsignedHandover[]> {
  const later = alias(shiftHandover, "later");
  return ctx.db
    .select({ id: shiftHandover.id, scheduleName: oncallSchedule.name, fromName: user.name })
    .from(shiftHandover)
    .innerJoin(oncallSchedule, eq(oncallSchedule.id, shiftHandover.scheduleId))
    .innerJoin(user, eq(user.id, shiftHandover.fromId))
    .where(
      and(
        eq(shiftHandover.toId, ctx.actor.id),
        isNull(shiftHandover.signedToAt),
        notExists(
          ctx.db
            .select({ id: later.id })
            .from(later)
            .where(and(eq(later.scheduleId, shiftHandover.scheduleId), gt(later.id, shiftHandover.id))),
        ),
      ),
    )
    .orderBy(desc(shiftHandover.id))
    .limit(5);
}

function personOf({ actor }: Ctx): string {
  if (actor.kind !== "user") throw new AppError("forbidden", "Only a person has a shift.");
  return actor.id;
}

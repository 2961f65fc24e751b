/** Ticket timers: polling one index finds what is due, and each timer fires once, in the transaction that records it. */
import { and, asc, eq, lte } from "drizzle-orm";
import { ticket } from "#db/schema/tickets";
import { publishChanges } from "#lib/platform/changes";
import { type Ctx, refusePeople, withTransaction } from "#lib/platform/context";
import type { Clock, ClockKind } from "#lib/sla/model";
import { reminderAt } from "#lib/sla/model";
import { levelBy, policyFor, type Terms } from "#lib/sla/rules";
import { noteBreach, type TellDue } from "./breach";
import type { Beside, KeptCommitment, LockedTicket } from "./change";
import { isResponse, nextWarning } from "./clocks";
import { updateTickets } from "./consequences";
import { besideTickets, keepBeside, termsFor, withDueTimes } from "./due-times";
import { afterSilence } from "./follow-up";
import { hold } from "./lock";
import type { DueReason } from "./model";
import { dueWords, hasCustomer } from "./rules";
import { appendEvent } from "./timeline";

/** Something that was due and has happened: what, and when it was due. */
export type Rung = {
  ticketId: number;
  what: "follow_up" | "warning" | "breach" | "reminder" | "commitment" | "broken";
  /** Of a clock: which. */
  clock?: ClockKind;
  at: Date;
};

/** What a timer does when it fires: to clocks and commitments, and the reason of its event on the timeline, if any. */
type Bell = Omit<Rung, "ticketId"> & {
  /** What is due soon from now on, in words, and when. */
  soon?: { at: Date; words: string };
  ring: (beside: Beside) => { beside: Beside; reason: DueReason | null };
};

/**
 * Does what is due first on a ticket, if anything is by now. Null when nothing is, or somebody else holds the ticket. Of
 * several warnings that came due while nobody was there only the last is given.
 */
export async function ringTicket(
  ctx: Ctx,
  ticketId: number,
  tell: TellDue = async () => {},
): Promise<Rung | null> {
  refusePeople(ctx);
  return withTransaction(ctx, async (tx) => {
    const now = tx.now();
    const [row] = await tx.db
      .select()
      .from(ticket)
      .where(and(eq(ticket.id, ticketId), lte(ticket.ringsAt, now)))
      .for("no key update", { skipLocked: true });
    if (!row) return null;
    const [besides, terms] = await Promise.all([besideTickets(tx, [row.id]), termsFor(tx, [row])]);
    const beside = besides.get(row.id) ?? { clocks: [], commitments: [] };
    const bell = bellsOf(row, beside, terms(row.id), now).sort((one, other) => +one.at - +other.at)[0];
    const rung = bell?.ring(beside) ?? { beside, reason: null };
    await keepBeside(tx, [{ ticketId, before: beside, after: rung.beside }]);
    if (bell && rung.reason) {
      const event = {
        kind: "follow_up_due",
        body: dueWords(rung.reason, hasCustomer(row)),
        data: { reason: rung.reason },
      } as const;
      await appendEvent(tx, row, event, { action: "ticket.follow_up_due" });
      if (bell.what === "breach" || bell.what === "broken")
        await noteBreach(tx, row, { reason: rung.reason, at: bell.at, words: event.body }, tell);
    } else {
      const after = withDueTimes(row, rung.beside);
      hold(tx, after);
      await updateTickets(tx, [{ before: row, after, events: [] }]);
      await publishChanges(tx, [
        {
          topic: "ticket",
          ticketId,
          data: { rung: bell?.what ?? null, dueAt: after.dueAt, assigneeId: row.assigneeId },
        },
      ]);
    }
    if (!bell) return null;
    if (bell.soon) await tell(tx, { ticketId, ...bell.soon, isSoon: true });
    const { what, at, clock } = bell;
    return { ticketId, what, at, ...(clock && { clock }) };
  });
}

/** Tickets seen to in one go. */
const portion = 100;

/**
 * Does everything that is due, the longest due first; returns what happened. A ticket whose bell fails is put aside for
 * a while and told by `onFailure`, so that the others have their turn.
 */
export async function ringDue(
  ctx: Ctx,
  onFailure: (ticketId: number, error: unknown) => void,
  { stopping, tell }: { stopping?: AbortSignal; tell?: TellDue } = {},
): Promise<Rung[]> {
  const rung: Rung[] = [];
  for (let isMore = true; isMore && !stopping?.aborted; ) {
    const due = await ctx.db
      .select({ id: ticket.id })
      .from(ticket)
      .where(lte(ticket.ringsAt, ctx.now()))
      .orderBy(asc(ticket.ringsAt), asc(ticket.id))
      .limit(portion);
    const before = rung.length;
    for (const { id } of due) {
      if (stopping?.aborted) break;
      const one = await ringTicket(ctx, id, tell).catch((error: unknown) =>
        putAside(ctx, id, error, onFailure),
      );
      if (one) rung.push(one);
    }
    isMore = rung.length > before;
  }
  return rung;
}

const retryMs = 10 * 60_000;

async function putAside(
  ctx: Ctx,
  ticketId: number,
  error: unknown,
  onFailure: (id: number, error: unknown) => void,
) {
  onFailure(ticketId, error);
  const ringsAt = new Date(ctx.now().getTime() + retryMs);
  await ctx.db
    .update(ticket)
    .set({ ringsAt })
    .where(and(eq(ticket.id, ticketId), lte(ticket.ringsAt, ctx.now())));
  return null;
}

/** Everything that is due on a ticket by now. */
function bellsOf(row: LockedTicket, { clocks, commitments }: Beside, terms: Terms, now: Date): Bell[] {
  const bells: Bell[] = [];
  const { followUpAt, followUpReason } = row;
  if (followUpAt && followUpReason)
    bells.push({ what: "follow_up", at: followUpAt, ring: (beside) => ({ beside, reason: followUpReason }) });
  for (const clock of clocks) if (clock.nextAt) bells.push(clockBell(row, clock, terms, now));
  for (const one of commitments)
    if (one.state === "open" && "id" in one) bells.push(commitmentBell(one, now));
  return bells.filter(({ at }) => at <= now);
}

/** From this share of its time on, in percent, a clock is due soon: the list says so, and whoever is away is told. */
const soonFrom = 80;
const soonWords = {
  answer: "80% of the time for a reply is used.",
  resolution: "80% of the time for a resolution is used.",
} as const;

function clockBell(row: LockedTicket, clock: Clock, terms: Terms, now: Date): Bell {
  const calendar = policyFor(terms, row)?.calendar ?? null;
  const reason = isResponse(clock) ? "answer" : "resolution";
  const again = isResponse(clock) ? afterSilence(row, now) : null;
  const wasBreached = clock.warned === 100;
  const level = wasBreached ? 100 : levelBy(clock, calendar, now);
  const isBreach = level === 100 && !wasBreached;
  const rung: Clock = wasBreached
    ? { ...clock, nextAt: again }
    : { ...clock, warned: level, nextAt: nextWarning({ ...clock, warned: level }, calendar) };
  const breached: Clock = isBreach ? { ...rung, breachedAt: clock.dueAt, nextAt: again } : rung;
  return {
    clock: clock.kind,
    what: isBreach ? "breach" : wasBreached ? "reminder" : "warning",
    at: (isBreach ? clock.dueAt : clock.nextAt) ?? now,
    ...(level === soonFrom && clock.dueAt && { soon: { at: clock.dueAt, words: soonWords[reason] } }),
    ring: (beside) => ({
      beside: { ...beside, clocks: beside.clocks.map((one) => (one === clock ? breached : one)) },
      reason: level === 100 ? reason : null,
    }),
  };
}

function commitmentBell(one: KeptCommitment, now: Date): Bell {
  const isBroken = one.dueAt <= now;
  const after: KeptCommitment = isBroken
    ? { ...one, state: "broken", settledAt: one.dueAt }
    : { ...one, remindedAt: now };
  return {
    what: isBroken ? "broken" : "commitment",
    at: isBroken || one.remindedAt ? one.dueAt : reminderAt(one),
    ...(!isBroken && { soon: { at: one.dueAt, words: "A promised reply is due soon." } }),
    ring: (beside) => ({
      beside: { ...beside, commitments: beside.commitments.map((other) => (other === one ? after : other)) },
      reason: isBroken ? "commitment" : null,
    }),
  };
}

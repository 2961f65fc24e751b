/** Timers over a simulated year: nothing is late, lost or done twice, with a week in which nobody was there to do it. */
import { eq, isNotNull } from "drizzle-orm";
import { describe, expect } from "vitest";
import { commitment, slaClock } from "#db/schema/sla";
import { ticket } from "#db/schema/tickets";
import { systemCtx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { writePolicy } from "#lib/settings/commands";
import { type SlaPolicies, usualPolicies, type WorkHours } from "#lib/sla/model";
import { moveStatus, recordEvent, snooze } from "./commands";
import { ticketById, timeline } from "./queries";
import { reply } from "./replies/commands";
import { type Rung, ringDue } from "./ringing";
import { openMinutes } from "./testing/berlin-clock";

const minute = 60_000;

const day = 24 * 60 * minute;

const span = { opens: 8 * 60, closes: 18 * 60 };

/** A leap year; the clocks there change on the 26th of March and the 29th of October. */
const berlin: WorkHours = {
  timeZone: "Europe/Berlin",
  days: [span, span, span, span, span, { opens: 540, closes: 720 }, null],
  holidays: ["2028-04-14", "2028-04-17", "2028-12-25", "2028-12-26"],
};

const target = { first: 60, next: 240, resolution: 5 * 600, roundTheClock: false };

const policies: SlaPolicies["policies"] = [
  {
    key: "year",
    name: "Year",
    queueIds: [],
    plans: [],
    targets: { low: target, normal: target, high: target, urgent: { ...target, roundTheClock: true } },
    hours: null,
    pauses: ["waiting", "on_hold"],
  },
];

const start = Date.parse("2028-01-03T06:00:00Z");

const end = Date.parse("2029-01-01T00:00:00Z");

const downFrom = Date.parse("2028-08-07T10:00:00Z");

const downUntil = downFrom + 7 * day;

const fail = (ticketId: number, error: unknown) => {
  throw new Error(`The timer of ticket ${ticketId} failed: ${String(error)}`);
};

describe("a simulated year with a week of downtime", () => {
  test("late, lost and double: none", { timeout: 300_000 }, async ({ db }) => {
    let clock = start;
    const now = () => new Date(clock);
    const lead = { ...ctxAs(db, "lead"), now };
    const analyst = { ...ctxAs(db, "analyst"), now };
    const machine = { ...systemCtx("timers", db), now };
    await db.update(ticket).set({ ringsAt: null });
    await writePolicy(lead, { key: "policy.hours", value: berlin });
    await writePolicy(lead, { key: "sla.policies", value: { policies } });

    const rung: (Rung & { now: number })[] = [];
    const isDown = () => clock >= downFrom && clock < downUntil;
    const poll = async () => {
      const done = isDown() ? [] : await ringDue(machine, fail);
      rung.push(...done.map((one) => ({ ...one, now: clock })));
    };
    /** Lets time pass as a worker sees it: it looks whenever something is due. */
    const passUntil = async (until: number) => {
      for (;;) {
        const [next] = await db
          .select({ at: ticket.ringsAt })
          .from(ticket)
          .where(isNotNull(ticket.ringsAt))
          .orderBy(ticket.ringsAt)
          .limit(1);
        let at = next?.at?.getTime() ?? until;
        if (at >= downFrom && at < downUntil) at = downUntil;
        if (at >= until) break;
        clock = Math.max(clock, at);
        await poll();
      }
      clock = Math.max(clock, until);
      await poll();
    };

    const source = unique("year");
    const ids: number[] = [];
    const random = generator(20_281_128);
    const write = async (key: string) =>
      recordEvent(
        { ...machine, actor: { kind: "connector", id: source, name: "Year" } },
        {
          source,
          externalId: unique("event"),
          ticketExternalId: key,
          kind: "customer_message",
          at: now(),
          actorKind: "customer",
          actorName: "Lena",
          body: "It does not start.",
        },
      );
    // Acts are spread over the year, some at night, some in the week nobody was there.
    const acts = Array.from(
      { length: 150 },
      () => start + Math.floor((random() * (end - start)) / minute) * minute,
    ).sort();
    for (const [index, at] of acts.entries()) {
      await passUntil(at);
      if (index % 5 === 0 || ids.length === 0) {
        ids.push((await write(unique("ticket"))).ticketId);
        continue;
      }
      const ticketId = ids[Math.floor(random() * ids.length)] ?? 0;
      const { status, externalId } = await ticketById(machine, ticketId);
      const dice = random();
      if (dice < 0.3) await write(externalId ?? "");
      else if (dice < 0.5) await reply(analyst, { ticketId, text: "Could you send the log?" });
      else if (dice < 0.65)
        await reply(analyst, { ticketId, text: "We will write by tomorrow noon.", timeZone: "Asia/Tokyo" });
      else if (dice < 0.75 && status !== "solved" && status !== "closed")
        await snooze(analyst, { ticketId, until: new Date(clock + 3 * day) });
      else if (status !== "solved" && status !== "closed")
        await moveStatus(analyst, { ticketId, to: "solved" });
    }
    await passUntil(end);

    // Late: each at its very instant, except for what came due while nobody was there, which came with the first look after it.
    const isLate = ({ at, now: when }: (typeof rung)[number]) => {
      const isInDowntime = at.getTime() >= downFrom && at.getTime() < downUntil;
      return when !== (isInDowntime ? downUntil : at.getTime());
    };
    expect(rung.filter(isLate)).toEqual([]);
    expect(rung.some(({ now: when }) => when === downUntil)).toBe(true);
    // Twice: no two are the same.
    const keys = rung.map(({ ticketId, what, at, clock: kind }) =>
      [ticketId, what, kind, at.getTime()].join(),
    );
    expect(new Set(keys).size).toBe(keys.length);
    // In order: on every ticket by the time they were due.
    for (const id of ids) {
      const times = rung.filter(({ ticketId }) => ticketId === id).map(({ at }) => at.getTime());
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
    // Lost: every clock that ran longer than it may was found out, at the minute a count on the wall clock gives.
    let breaches = 0;
    for (const id of ids) {
      const clocks = await db.select().from(slaClock).where(eq(slaClock.ticketId, id));
      const events = await timeline(machine, id);
      for (const one of clocks) {
        const expected = upAt(one, restsOf(events));
        expect(one.breachedAt, `${one.kind} of ${id}`).toEqual(expected);
        const found = rung.filter(
          ({ ticketId, what, clock: kind, at }) =>
            ticketId === id && what === "breach" && kind === one.kind && at.getTime() === expected?.getTime(),
        );
        // A reply in the week nobody was there, after the time was up, is late, and nobody has to be told any more.
        const isMissedByNobody =
          expected !== null && expected.getTime() >= downFrom && expected.getTime() < downUntil;
        if (!isMissedByNobody || one.stoppedAt === null) expect(found).toHaveLength(expected ? 1 : 0);
        breaches += expected ? 1 : 0;
      }
      const made = await db.select().from(commitment).where(eq(commitment.ticketId, id));
      for (const { state, dueAt, settledAt } of made) {
        expect(state).not.toBe("open");
        if (state === "kept") expect(settledAt?.getTime()).toBeLessThanOrEqual(dueAt.getTime());
      }
      const told = events.filter(
        ({ kind, data }) => kind === "follow_up_due" && data.reason !== "commitment",
      ).length;
      const rang = rung.filter(
        ({ ticketId, what }) => ticketId === id && ["follow_up", "breach", "reminder"].includes(what),
      ).length;
      expect(told).toBe(rang);
    }
    expect(breaches).toBeGreaterThan(20);
    await writePolicy(lead, { key: "policy.hours", value: { ...berlin, timeZone: "UTC", holidays: [] } });
    await writePolicy(lead, { key: "sla.policies", value: usualPolicies });
  });
});

type Rest = { from: number; isResting: boolean };

/** From when on the clocks of a ticket rested, and from when on they did not. */
function restsOf(events: Awaited<ReturnType<typeof timeline>>): Rest[] {
  let status = "new";
  return events.map(({ kind, at, data }) => {
    if (kind === "customer_message" && status !== "new") status = "open";
    if (kind === "analyst_reply" && (status === "new" || status === "open")) status = "waiting";
    if (kind === "status_change") status = data.to ?? status;
    if (kind === "follow_up_due" && data.reason === "scheduled" && status === "on_hold") status = "open";
    return { from: at.getTime(), isResting: !["new", "open"].includes(status) };
  });
}

/** The minute in which a clock's time is up, counted one by one; null when it stopped before, or has not come. */
function upAt(clock: typeof slaClock.$inferSelect, rests: Rest[]): Date | null {
  const stop = clock.stoppedAt && clock.kind !== "resolution" ? clock.stoppedAt.getTime() : end;
  let left = clock.targetMs / minute;
  for (let at = clock.startedAt.getTime(); at < stop; at += minute) {
    const isResting = rests.findLast(({ from }) => from <= at)?.isResting ?? false;
    if (!isResting && isOpen(at)) left -= 1;
    if (left === 0) return at + minute < stop ? new Date(at + minute) : null;
  }
  return null;
}

const isOpen = openMinutes(berlin);

/** Numbers in [0, 1), the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

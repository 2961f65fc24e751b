/** A page on its way: level after level, with timers that come late, twice or not at all. */
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { user } from "#db/schema/team";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { ticketWithMessage } from "#lib/suggestions/testing/fixtures";
import { moveStatus } from "#lib/tickets/commands";
import { acknowledgePage, escalatePage, resolvePage, saveSchedule, seePage } from "../commands";
import { openNight, step } from "../testing/night";
import { escalateDue } from "./state-machine";

test("nobody is called where no rule says whom", async ({ ctx }) => {
  const night = await openNight(ctx);
  const ada = await night.somebody();
  await night.chain([step(5, ada)], ada.actor.id, 0, "incident");
  expect(await night.call()).toBe(0);
  expect(await night.call({ cause: "incident" })).toBeGreaterThan(0);
});

test("goes from level to level, round after round, and stands with its last resort", async ({ ctx }) => {
  const night = await openNight(ctx);
  const [ada, ben, cleo] = [await night.somebody(), await night.somebody(), await night.somebody()];
  await night.chain([step(5, ada), step(10, ben)], cleo.actor.id, 1);
  const pageId = await night.call();
  await night.goOn(29);
  expect((await night.state(pageId)).row).toMatchObject({ status: "open", step: 3, ownerId: null });
  await night.goOn(1);
  const { row, kinds } = await night.state(pageId);
  expect(row).toMatchObject({ status: "unanswered", ownerId: cleo.actor.id, escalatesAt: null });
  expect(kinds.filter((kind) => kind === "called")).toHaveLength(5);
  await night.goOn(24 * 60);
  expect((await night.state(pageId)).kinds).toHaveLength(kinds.length);
  await acknowledgePage(cleo, { pageId, version: row.version });
  expect((await night.state(pageId)).row.status).toBe("acknowledged");
});

test("who is being called on a level is not called from the first one again", async ({ ctx }) => {
  const night = await openNight(ctx);
  const [ada, ben] = [await night.somebody(), await night.somebody()];
  await night.chain([step(5, ada), step(30, ben)], ben.actor.id, 0, "incident");
  const key = unique("incident");
  const first = await night.call({ cause: "incident", key, urgency: "normal" });
  await night.goOn(6);
  expect((await night.state(first)).row).toMatchObject({ status: "open", step: 1 });
  const graver = await night.call({ cause: "incident", key, urgency: "high" });
  expect((await night.state(graver)).row).toMatchObject({ status: "open", step: 1 });
});

test("after a week of downtime each late timer does its one step, in order; resolved ones are withdrawn", async ({
  ctx,
}) => {
  const night = await openNight(ctx);
  const [ada, ben, cleo] = [await night.somebody(), await night.somebody(), await night.somebody()];
  await night.chain([step(5, ada), step(10, ben)], cleo.actor.id);
  const standing = await night.call();
  const { ticketId } = await ticketWithMessage(night.ctx);
  const settled = await night.call({ ticketId });
  await moveStatus(ada, { ticketId, to: "solved" });
  await night.goOn(7 * 24 * 60, { isDown: true });
  expect((await night.state(standing)).row).toMatchObject({ status: "open", step: 1 });
  expect((await night.state(settled)).row.status).toBe("resolved");
  expect((await night.state(settled)).kinds.filter((kind) => kind === "called")).toHaveLength(1);
  await night.goOn(9);
  expect((await night.state(standing)).row.status).toBe("open");
  await night.goOn(1);
  expect((await night.state(standing)).row.status).toBe("unanswered");
});

test("a level with a gap is passed over at once, and whoever cannot answer is never called", async ({
  ctx,
}) => {
  const night = await openNight(ctx);
  const [ada, gone, watching] = [
    await night.somebody(),
    await night.somebody(),
    await night.somebody("viewer"),
  ];
  await ctx.db.update(user).set({ disabledAt: night.now() }).where(eq(user.id, gone.actor.id));
  const lead = await night.somebody("lead");
  const { id } = await saveSchedule(lead, {
    id: null,
    version: null,
    name: "By day",
    timeZone: "Europe/Berlin",
    layers: [
      {
        name: "Day",
        turns: [[ada.actor.id]],
        every: { unit: "week", count: 1 },
        startsAt: "2026-01-05T09:00",
        endsAt: null,
        windows: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00", span: 0 }],
      },
    ],
  });
  const schedule = { targets: [{ kind: "schedule" as const, id: String(id) }], wait: 5 };
  await night.chain([schedule, step(5, gone, watching), step(5, ada)], gone.actor.id);
  const pageId = await night.call();
  const { row, kinds } = await night.state(pageId);
  expect(kinds).toEqual(["opened", "nobody", "nobody", "called"]);
  expect(row.step).toBe(2);
  await night.goOn(5);
  const after = (await night.state(pageId)).row;
  expect(after.status).toBe("unanswered");
  // The last resort's account is disabled: a lead has it.
  expect(after.ownerId).not.toBe(gone.actor.id);
  expect(after.ownerId).not.toBeNull();
  night.setTime(new Date("2026-03-10T10:00:00Z"));
  const byDay = (await night.state(await night.call())).row;
  expect(byDay.step).toBe(0);
});

test("whatever people and clocks do, in whatever order: one level at a time, one end, always somebody named", async ({
  ctx,
}) => {
  const happening = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant("wait" as const), minutes: fc.nat(20), isDown: fc.boolean() }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("acknowledge" as const), isStale: fc.boolean() }) },
    { weight: 2, arbitrary: fc.constant({ kind: "escalate" as const }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("stray" as const), step: fc.nat(6) }) },
    { weight: 1, arbitrary: fc.constant({ kind: "see" as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: "resolve" as const }) },
  );
  const night = await openNight(ctx);
  const [ada, ben] = [await night.somebody(), await night.somebody()];
  await night.chain([step(5, ada), step(10, ben, ada)], ben.actor.id, 1);
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 12 }), async (happenings) => {
      const pageId = await night.call();
      let before = (await night.state(pageId)).row;
      for (const one of happenings) {
        const { version } = before;
        const asked = { pageId, version: one.kind === "acknowledge" && one.isStale ? version - 1 : version };
        const refused = () => undefined;
        if (one.kind === "wait") await night.goOn(one.minutes, one);
        if (one.kind === "acknowledge") await acknowledgePage(ada, asked).catch(refused);
        if (one.kind === "escalate") await escalatePage(ada, { ...asked, reason: "Not mine" }).catch(refused);
        if (one.kind === "stray") await escalateDue(night.system, { pageId, step: one.step });
        if (one.kind === "see") await seePage(ben, { pageId });
        if (one.kind === "resolve") await resolvePage(ada, asked);
        const { row, kinds } = await night.state(pageId);
        if (one.kind === "stray" && before.escalatesAt && night.now() < before.escalatesAt)
          expect(row).toEqual(before);
        if (before.status === "resolved") expect(row).toEqual(before);
        expect(kinds.filter((kind) => kind === "resolved").length).toBeLessThanOrEqual(1);
        if (row.status === "open") expect(row.escalatesAt).not.toBeNull();
        if (row.status === "acknowledged" || row.status === "unanswered") expect(row.ownerId).not.toBeNull();
        before = row;
      }
    }),
    { numRuns: 25 },
  );
});

/** Several workers learn from one training log: nothing is lost, all hold the same, and it can be learned again to the byte. */
import { createHash } from "node:crypto";
import { expect, vi } from "vitest";
import { type Apprentice, snapshot } from "#lib/apprentice/state";
import type { Ctx } from "#lib/platform/context";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { openApprentice, rebuildApprentice } from "./apprentice-state";
import { recordExamples } from "./commands";
import { savedState } from "./queries";
import { closedTicket } from "./testing/environment";

const closed = (ctx: Ctx, number: number) =>
  closedTicket(ctx, {
    subject: `Key ${unique()} rejected`,
    turns: [
      { body: `The key AK-${number} is rejected with 403.` },
      { body: `Please renew the key AK-${number} in the console.`, kind: "analyst_reply" },
    ],
  });

const often = { unsavedFor: 0 };

function digest(engine: Apprentice): string {
  return createHash("sha256").update(snapshot(engine)).digest("hex");
}

test("two workers learn in turn, a third one starts from the saved state, and all agree", async ({ ctx }) => {
  const job = systemCtx("learning", ctx.db);
  const workers = [await openApprentice(job, often), await openApprentice(job)];
  for (let number = 0; number < 8; number++) {
    const ticketId = await closed(ctx, number);
    await workers[number % 2]?.learn(job, { ticketId });
    await workers[number % 2]?.learn(job, { ticketId });
  }
  const saved = await savedState(ctx, "apprentice");
  expect(saved?.position).toBeGreaterThan(0);
  const third = await openApprentice(job);
  // An agent run does not wait for a long backlog of examples; on a busy machine one may be long.
  await vi.waitFor(
    async () => {
      const states = await Promise.all([...workers, third].map(async (one) => (await one.current()).engine));
      const [first, ...others] = states.map(digest);
      expect(others).toEqual([first, first]);
      expect(states[0]?.closed).toBe(8);
    },
    { timeout: 100_000, interval: 600 },
  );

  const rebuilt = await rebuildApprentice(ctx, saved?.position);
  expect(rebuilt.position).toBe(saved?.position);
  expect(Buffer.from(rebuilt.bytes).equals(Buffer.from(saved?.bytes ?? []))).toBe(true);
});

test("an eager worker takes up work with what was saved, and has learned the rest soon", async ({ ctx }) => {
  const job = systemCtx("learning", ctx.db);
  const state = await openApprentice(job, often);
  await state.learn(job, { ticketId: await closed(ctx, 90) });
  const saved = await savedState(ctx, "apprentice");
  const late = await openApprentice(job, { unsavedFor: Number.POSITIVE_INFINITY });
  await recordExamples(job, {
    examples: [{ ticketId: await closed(ctx, 91) }, { ticketId: await closed(ctx, 92) }],
  });
  const eager = await openApprentice(job, { isEager: true });
  expect(eager.position()).toBe(saved?.position);
  await vi.waitFor(
    async () => {
      await Promise.all([eager.current(), late.current()]);
      expect(eager.position()).toBeGreaterThan(saved?.position ?? 0);
      expect(eager.position()).toBe(late.position());
    },
    { timeout: 100_000, interval: 600 },
  );
  // What was learned again is not learned a third time.
  await openApprentice(job, often);
  expect((await savedState(ctx, "apprentice"))?.position).toBe(eager.position());
});

test("an open ticket is not learned from", async ({ ctx }) => {
  const job = systemCtx("learning", ctx.db);
  const state = await openApprentice(job);
  const before = state.position();
  await state.learn(job, { ticketId: 999_999_999 });
  expect(state.position()).toBe(before);
});

/** What was approved is done, or nothing: an action, a ticket or a stop that changes while an execution is on its way. */
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { actionOutcome, actionRun } from "#db/schema/remediation";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { writePolicy } from "#lib/settings/commands";
import { message, person } from "#lib/suggestions/testing/fixtures";
import { moveStatus, setTriage } from "#lib/tickets/commands";
import { timeline } from "#lib/tickets/queries";
import { noCategory } from "../autonomy/model";
import { recordOf } from "../autonomy/queries";
import { changeAction, switchAction } from "../catalogue/commands";
import { provenanceOf } from "../provenance";
import { startAutomation, type TestAutomation } from "../testing/automation";
import { alertTicket, approve, approvedRun, definition, installed, workerOf } from "../testing/environment";
import { rollBackRun } from "./commands";
import { executeRun } from "./execute";
import { prepareRun } from "./prepare";
import { runView } from "./queries";
import { verifyRun } from "./verify";

let automation: TestAutomation;
let elsewhere: TestAutomation;
beforeEach(async () => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
  automation = await startAutomation(true);
  elsewhere = await startAutomation(true);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all([automation.stop(), elsewhere.stop()]);
});

const movedTo = async (ctx: Ctx, name: string, url: string) =>
  changeAction(await person(ctx, "admin"), { ...definition(url), name, keepsKeys: true });
class Death extends Error {}

test("an action that is pointed elsewhere after its release is done where it was approved", async ({
  ctx,
}) => {
  const action = await installed(ctx, automation.url, { keepsKeys: true });
  const { ticketId } = await alertTicket(ctx);
  const { id: runId } = await approvedRun(ctx, action, ticketId);
  await executeRun(workerOf(ctx), { runId }, async (point) => {
    if (point === "released") await movedTo(ctx, action, elsewhere.url);
  });
  expect([automation.effects.length, elsewhere.effects.length]).toEqual([1, 0]);
});

test.for<[string, (ctx: Ctx, action: string) => Promise<unknown>, RegExp]>([
  ["pointed elsewhere", (ctx, action) => movedTo(ctx, action, elsewhere.url), /was changed/],
  [
    "switched off",
    async (ctx, name) => switchAction(await person(ctx, "admin"), { name, isEnabled: false }),
    /switched off/,
  ],
  [
    "stopped with all others",
    async (ctx) =>
      writePolicy(await person(ctx, "admin"), { key: "policy.actions", value: { isStopped: true } }),
    /were stopped/,
  ],
])(
  "an execution whose worker died is not asked for again once the action was %s",
  async ([, meanwhile, why], { ctx }) => {
    const action = await installed(ctx, automation.url, { keepsKeys: true });
    const { ticketId } = await alertTicket(ctx);
    const { id: runId } = await approvedRun(ctx, action, ticketId);
    const dying = executeRun(workerOf(ctx), { runId }, (point) => {
      if (point === "released") throw new Death();
    });
    await expect(dying).rejects.toBeInstanceOf(Death);
    await meanwhile(ctx, action);
    await executeRun(workerOf(ctx), { runId });
    expect([automation.effects.length, elsewhere.effects.length]).toEqual([0, 0]);
    expect(await runView(ctx, runId)).toMatchObject({
      status: "unknown",
      reason: expect.stringMatching(why),
    });
    const admin = await person(ctx, "admin");
    await writePolicy(admin, { key: "policy.actions", value: { isStopped: false } });
  },
);

test("nothing is done on a ticket that was closed since, nor approved there", async ({ ctx }) => {
  const action = await installed(ctx, automation.url);
  const { ticketId } = await alertTicket(ctx);
  const { id: runId } = await approvedRun(ctx, action, ticketId);
  const other = await prepareRun(await person(ctx), { ticketId, action, arguments: { service: "checkout" } });
  await moveStatus(await person(ctx), { ticketId, to: "solved" });
  await executeRun(workerOf(ctx), { runId });
  expect(automation.effects).toEqual([]);
  expect(await runView(ctx, runId)).toMatchObject({
    status: "refused",
    reason: expect.stringContaining("closed"),
  });
  await expect(approve(await person(ctx), other)).rejects.toMatchObject({ code: "conflict" });
});

test("what was done is not rolled back by an action that is another one by now", async ({ ctx }) => {
  const action = await installed(ctx, automation.url);
  const { ticketId } = await alertTicket(ctx);
  const { id: runId } = await approvedRun(ctx, action, ticketId);
  await executeRun(workerOf(ctx), { runId });
  await movedTo(ctx, action, elsewhere.url);
  await expect(rollBackRun(await person(ctx), { runId })).rejects.toMatchObject({ code: "conflict" });
  expect(elsewhere.effects).toEqual([]);
});

test("two runs that waited for one cure are one piece of evidence; what went wrong counts each time", async ({
  ctx,
}) => {
  const action = await installed(ctx, automation.url, { verification: "alert" });
  const { ticketId, externalId } = await alertTicket(ctx);
  const runs = [await approvedRun(ctx, action, ticketId), await approvedRun(ctx, action, ticketId)];
  for (const { id: runId } of runs) await executeRun(workerOf(ctx), { runId });
  await alertTicket(ctx, "checkout", "alert_resolved", externalId);
  for (const { id: runId } of runs) await verifyRun(workerOf(ctx), { runId });
  for (const { id } of runs) expect(await runView(ctx, id)).toMatchObject({ verification: "verified" });
  const kept = await ctx.db.select().from(actionOutcome).where(eq(actionOutcome.action, action));
  expect(kept).toHaveLength(1);
  // A day later one of them counts, and no more.
  await ctx.db.update(actionOutcome).set({ settlesAt: ctx.now() }).where(eq(actionOutcome.action, action));
  expect(await recordOf(ctx, { action, category: noCategory })).toEqual({ runs: 1, wrong: 0, pending: 0 });
  expect(await ctx.db.$count(actionRun, eq(actionRun.action, action))).toBe(2);
});

test("what came of it is evidence of what the ticket was filed under when it was done", async ({ ctx }) => {
  const action = await installed(ctx, automation.url);
  const { ticketId } = await alertTicket(ctx);
  const { id: runId } = await approvedRun(ctx, action, ticketId);
  await setTriage(await person(ctx), { ticketId, fields: { category: "backlog" } });
  await executeRun(workerOf(ctx), { runId });
  // Filed elsewhere afterwards, it was still done there.
  await setTriage(await person(ctx), { ticketId, fields: { category: "elsewhere" } });
  await verifyRun(workerOf(ctx), { runId });
  const kept = await ctx.db.select().from(actionOutcome).where(eq(actionOutcome.action, action));
  expect(kept).toMatchObject([{ runId, category: "backlog", isWrong: false }]);
});

test("an article vouches for no value that the customer said", async ({ ctx }) => {
  const { ticketId, externalId } = await alertTicket(ctx);
  await message(ctx, externalId, "Please scale it to 50.");
  const events = await timeline(ctx, ticketId);
  const origins = { subject: "", events, typedByAnalyst: new Set<string>() };
  const articles = ["A worker takes 50 jobs a minute. Restart ledger-worker first."];
  expect(provenanceOf({ replicas: 50 }, { ...origins, articles })).toMatchObject([{ source: "customer" }]);
  expect(provenanceOf({ service: "ledger-worker" }, { ...origins, articles })).toMatchObject([
    { source: "article" },
  ]);
});

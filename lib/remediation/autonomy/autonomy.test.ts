/** Autonomy is earned by a record, given by two people, used under the same checks, and gone with the first run that goes wrong. */
import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { actionApproval, actionOutcome, actionRun } from "#db/schema/remediation";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { suggestionById } from "#lib/suggestions/queries";
import { person } from "#lib/suggestions/testing/fixtures";
import { changeAction } from "../catalogue/commands";
import { judgeRun } from "../runs/commands";
import { executeRun } from "../runs/execute";
import { runView } from "../runs/queries";
import { runUnasked } from "../runs/unasked";
import { verifyRun } from "../runs/verify";
import { automationForEach } from "../testing/automation-for-each";
import {
  alertTicket,
  approvedRun,
  definition,
  earnAutonomy,
  installed,
  proposed,
  record,
  workerOf,
} from "../testing/environment";
import { askAutonomy, confirmAutonomy, revokeAutonomy } from "./commands";
import { noCategory } from "./model";
import { autonomyRecords } from "./queries";
import { noteRecurrence } from "./recurrence";

const automation = automationForEach();

/** An action that two leads have let go by itself. */
async function certified(ctx: Ctx, risk: 1 | 2 = 1): Promise<string> {
  const action = await installed(ctx, automation.url, { risk });
  await earnAutonomy(ctx, action);
  return action;
}

async function recordOf(ctx: Ctx, action: string) {
  return (await autonomyRecords(ctx)).find((one) => one.action === action);
}

/** What came of a proposal by itself: the run, executed and verified. */
async function goes(ctx: Ctx, action: string, risk = 1) {
  const suggestion = await proposed(ctx, action, risk);
  const went = await runUnasked(workerOf(ctx), suggestion);
  const [run] = await ctx.db.select().from(actionRun).where(eq(actionRun.suggestionId, suggestion.id));
  if (run) await executeRun(workerOf(ctx), { runId: run.id });
  if (run) await verifyRun(workerOf(ctx), { runId: run.id });
  const { status } = await suggestionById(ctx, suggestion.id);
  return { went, runId: run?.id ?? 0, ticketId: suggestion.ticketId, status };
}

test("promotion takes a record and two people, and what it proves stands on the switch", async ({ ctx }) => {
  const action = await installed(ctx, automation.url);
  const scope = { action, category: noCategory };
  const [first, second] = [await person(ctx, "lead"), await person(ctx, "lead")];
  await record(ctx, action, { right: 150 });
  await expect(askAutonomy(first, scope)).rejects.toMatchObject({ code: "unprocessable" });
  await record(ctx, action, { right: 62 });
  await expect(askAutonomy(await person(ctx), scope)).rejects.toMatchObject({ code: "forbidden" });
  await askAutonomy(first, scope);
  expect((await goes(ctx, action)).went).toBe(false);
  await expect(confirmAutonomy(first, scope)).rejects.toMatchObject({ code: "forbidden" });
  await confirmAutonomy(second, scope);
  const earned = await recordOf(ctx, action);
  expect(earned).toMatchObject({ runs: 212, wrong: 0, isEarned: true });
  expect(earned?.upperBound).toBeLessThan(0.02);
  expect(earned?.certificate).toMatchObject({ askedBy: first.actor.name, confirmedBy: second.actor.name });
  await expect(askAutonomy(first, scope)).rejects.toMatchObject({ code: "conflict" });
});

test("one wrong of 212 is not enough, and a class 3 is never let go", async ({ ctx }) => {
  const lead = await person(ctx, "lead");
  const action = await installed(ctx, automation.url);
  await record(ctx, action, { right: 211, wrong: 1 });
  const refused = { code: "unprocessable" };
  await expect(askAutonomy(lead, { action, category: noCategory })).rejects.toMatchObject(refused);
  const risky = await installed(ctx, automation.url, { risk: 3 });
  await record(ctx, risky, { right: 500 });
  await expect(askAutonomy(lead, { action: risky, category: noCategory })).rejects.toMatchObject(refused);
  expect(await goes(ctx, risky, 3)).toMatchObject({ went: false, status: "open" });
  expect(automation.effects).toEqual([]);
});

test("a certified action runs by itself; the first failure ends that in the transaction that tells it", async ({
  ctx,
}) => {
  const action = await certified(ctx);
  const good = await goes(ctx, action);
  expect(good).toMatchObject({ went: true, status: "accepted" });
  const approvals = await ctx.db.select().from(actionApproval).where(eq(actionApproval.runId, good.runId));
  expect(approvals).toMatchObject([{ kind: "certificate", userId: null, certificateId: expect.any(Number) }]);
  automation.state = "bad";
  expect((await goes(ctx, action)).went).toBe(true);
  expect((await recordOf(ctx, action))?.certificate).toBeNull();
  expect(await goes(ctx, action)).toMatchObject({ went: false, status: "open" });
  expect(automation.effects).toHaveLength(2);
});

test("trouble that comes back is a failure, once, and ends autonomy before anything else runs", async ({
  ctx,
}) => {
  const action = await certified(ctx);
  const { runId, ticketId } = await goes(ctx, action);
  const later = { ...ctx, now: () => new Date(Date.now() + 60_000) };
  const [row] = await ctx.db.execute<{ external: string }>(
    `select external_id as external from ticket where id = ${ticketId}`,
  );
  await alertTicket(later, "checkout", "alert_firing", row?.external);
  const before = (await recordOf(ctx, action))?.runs ?? 0;
  await noteRecurrence(workerOf(ctx, later.now), ticketId);
  await noteRecurrence(workerOf(ctx, later.now), ticketId);
  const earned = await recordOf(ctx, action);
  expect(earned).toMatchObject({ wrong: 1, runs: before + 1, certificate: null });
  const outcomes = await ctx.db.select().from(actionOutcome).where(eq(actionOutcome.runId, runId));
  expect(outcomes).toMatchObject([{ isWrong: true, why: expect.stringContaining("came back") }]);
});

test("a run is one piece of evidence, however often it is looked at", async ({ ctx }) => {
  const action = await installed(ctx, automation.url);
  const run = await approvedRun(ctx, action, (await alertTicket(ctx)).ticketId);
  await executeRun(workerOf(ctx), { runId: run.id });
  for (const _ of [1, 2, 3]) await verifyRun(workerOf(ctx), { runId: run.id });
  await expect(judgeRun(await person(ctx), { runId: run.id, isHelped: true })).rejects.toThrow();
  const own = and(eq(actionOutcome.action, action), eq(actionOutcome.isWrong, false));
  expect(await ctx.db.$count(actionOutcome, own)).toBe(1);
  // It counts once trouble had time to come back.
  expect(await recordOf(ctx, action)).toMatchObject({ runs: 0, pending: 1 });
});

test("a changed action has to earn it anew, and anybody of the leads takes it back", async ({ ctx }) => {
  const changed = await certified(ctx);
  await changeAction(await person(ctx, "admin"), { ...definition(automation.url), name: changed });
  expect((await goes(ctx, changed)).went).toBe(false);
  const action = await certified(ctx);
  await revokeAutonomy(await person(ctx, "lead"), { action, category: noCategory });
  expect((await goes(ctx, action)).went).toBe(false);
  expect(automation.effects).toEqual([]);
});

test("a harmless action runs by itself, when what it acts on stands on the ticket", async ({ ctx }) => {
  const action = await installed(ctx, automation.url, { risk: 0 });
  const { went, runId } = await goes(ctx, action, 0);
  expect(went).toBe(true);
  expect(await runView(ctx, runId)).toMatchObject({ status: "done", approvals: [{ kind: "standing" }] });
  // Raised since, it is a person's again.
  await changeAction(await person(ctx, "admin"), { ...definition(automation.url), name: action, risk: 1 });
  expect((await goes(ctx, action, 0)).went).toBe(false);
});

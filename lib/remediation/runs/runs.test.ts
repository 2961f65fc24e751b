/** A run from its dry run to its verification and back, against an automation that answers; and every lock that stops it. */

import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { actionOutcome } from "#db/schema/remediation";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { createSecret, revokeSecret } from "#lib/secrets/commands";
import { secretReference } from "#lib/secrets/model";
import { decide } from "#lib/suggestions/commands";
import { suggestionById } from "#lib/suggestions/queries";
import { callOf } from "#lib/suggestions/step";
import { person, ticketWithMessage, ticketWithProposal } from "#lib/suggestions/testing/fixtures";
import { isWithdrawn } from "#lib/tickets/active-events";
import { timeline } from "#lib/tickets/queries";
import { inWords } from "../model";
import { automationForEach } from "../testing/automation-for-each";
import { alertTicket, approve, approvedRun, installed, workerOf } from "../testing/environment";
import { confirmRun, denyRun, judgeRun, rollBackRun } from "./commands";
import { executeRun } from "./execute";
import { expireRun } from "./expire";
import { prepareRun } from "./prepare";
import { runView } from "./queries";
import { undoRun } from "./roll-back";
import { verifyRun } from "./verify";

const automation = automationForEach();

const later = (minutes: number) => () => new Date(Date.now() + minutes * 60_000);

async function story(ctx: Ctx, ticketId: number): Promise<string[]> {
  const events = await timeline(ctx, ticketId);
  return events.flatMap(({ kind, body }) => (kind === "action_step" ? [body] : []));
}

const service = { service: "checkout" };

test("dry run, approval, execution, verification: one effect, told on the ticket", async ({ ctx }) => {
  const action = await installed(ctx, automation.url);
  const { ticketId } = await alertTicket(ctx);
  const analyst = await person(ctx);
  const run = await prepareRun(analyst, { ticketId, action, arguments: service });
  expect(run).toMatchObject({
    status: "prepared",
    effect: { object: { state: "running", replicas: 2 }, change: "It is restarted." },
    // Whoever typed the value stands behind it.
    provenance: [{ argument: "service", source: "analyst" }],
  });
  expect((await approve(analyst, run)).status).toBe("approved");
  await executeRun(workerOf(ctx), { runId: run.id });
  await verifyRun(workerOf(ctx), { runId: run.id });
  const { name } = analyst.actor;
  expect(await runView(ctx, run.id)).toMatchObject({ status: "done", verification: "verified" });
  expect(automation.effects).toEqual([{ operation: "execute", key: expect.any(String), arguments: service }]);
  expect(automation.asked.find((one) => one.operation === "execute")).toMatchObject({
    expects: { state: "running", replicas: 2 },
  });
  expect(await story(ctx, ticketId)).toEqual([
    `${name} approved ${inWords(action)}.`,
    `${inWords(action)} was executed. Whether it helped is being checked.`,
    `${inWords(action)} helped: its signal is good again.`,
  ]);
  const events = await timeline(ctx, ticketId);
  expect(events.filter(({ kind }) => kind === "tool_call" || kind === "tool_result")).toMatchObject([
    { actorId: analyst.actor.id, data: { tool: action, arguments: service, actionRunId: run.id } },
    { data: { tool: action, result: { outcome: "verified: it helped", restarted: true } } },
  ]);
});

test("a class 3 takes two people and the target typed by each", async ({ ctx }) => {
  const action = await installed(ctx, automation.url, { risk: 3 });
  const { ticketId } = await alertTicket(ctx);
  const [first, second] = [await person(ctx), await person(ctx)];
  const run = await prepareRun(first, { ticketId, action, arguments: service });
  const untyped = { code: "invalid", details: { fields: [{ field: "typed.service" }] } };
  await expect(approve(first, run)).rejects.toMatchObject(untyped);
  await expect(approve(first, run, { service: "chekout" })).rejects.toMatchObject(untyped);
  expect((await approve(first, run, service)).status).toBe("waiting");
  await executeRun(workerOf(ctx), { runId: run.id });
  await expect(approve(first, run, service)).rejects.toMatchObject({ code: "forbidden" });
  await expect(approve(second, run)).rejects.toMatchObject(untyped);
  expect((await approve(second, run, service)).status).toBe("approved");
  expect(automation.effects).toEqual([]);
  await executeRun(workerOf(ctx), { runId: run.id });
  expect(automation.effects).toHaveLength(1);
});

test("a secret that is revoked between approval and execution stops it: nothing goes out", async ({
  ctx,
}) => {
  const admin = await person(ctx, "admin");
  const secret = unique("token")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  await createSecret(admin, { name: secret, value: "a-value", hosts: [new URL(automation.url).host] });
  const action = await installed(ctx, automation.url, { bearer: secretReference(secret) });
  const run = await approvedRun(ctx, action, (await alertTicket(ctx)).ticketId);
  await revokeSecret(admin, { name: secret });
  await executeRun(workerOf(ctx), { runId: run.id });
  expect(await runView(ctx, run.id)).toMatchObject({
    status: "refused",
    reason: expect.stringContaining(`The secret ${secret} was revoked`),
  });
  expect(automation.effects).toEqual([]);
});

test("a class 4 is never executed, whoever approves", async ({ ctx }) => {
  const action = await installed(ctx, automation.url, { risk: 4 });
  const { ticketId } = await alertTicket(ctx);
  const admin = await person(ctx, "admin");
  const run = await prepareRun(admin, { ticketId, action, arguments: service });
  await expect(approve(admin, run, service)).rejects.toMatchObject({ code: "unprocessable" });
  await executeRun(workerOf(ctx), { runId: run.id });
  expect(automation.effects).toEqual([]);
});

test("what is approved is what was on the screen, by a role that may", async ({ ctx }) => {
  const action = await installed(ctx, automation.url, { approver: "lead" });
  const { ticketId } = await alertTicket(ctx);
  const lead = await person(ctx, "lead");
  const first = await prepareRun(lead, { ticketId, action, arguments: service });
  await expect(approve(await person(ctx), first)).rejects.toMatchObject({ code: "forbidden" });
  await expect(approve(lead, { ...first, effectDigest: "other" })).rejects.toMatchObject({
    code: "conflict",
  });
  // Prepared anew, the earlier one is void.
  const second = await prepareRun(lead, { ticketId, action, arguments: { service: "billing" } });
  await expect(approve(lead, first)).rejects.toMatchObject({ code: "conflict" });
  expect((await approve(lead, second)).status).toBe("approved");
});

test("a value of the customer's words is typed before a class 2 uses it, and not before a class 1", async ({
  ctx,
}) => {
  const at = (risk: 1 | 2) => installed(ctx, automation.url, { risk });
  const proposalFor = async (action: string, body: string) => {
    const call = { tool: action, arguments: { service: "checkout" }, action: { risk: 2 } };
    const made = await ticketWithProposal(ctx, { kind: "remediation", text: "Do it.", payload: { call } });
    return { ...made, body };
  };
  const analyst = await person(ctx);
  const harmless = await proposalFor(await at(1), "");
  const risky = await proposalFor(await at(2), "");
  for (const [made, needsTyping] of [
    [harmless, false],
    [risky, true],
  ] as const) {
    const { ticketId, suggestion } = made;
    const call = callOf(suggestion);
    const run = await prepareRun(analyst, {
      ticketId,
      suggestionId: suggestion.id,
      action: call?.tool ?? "",
      arguments: call?.arguments ?? {},
    });
    expect(run.provenance).toEqual([{ argument: "service", source: "unknown" }]);
    if (needsTyping) await expect(approve(analyst, run)).rejects.toMatchObject({ code: "invalid" });
    expect((await approve(analyst, run, service)).status).toBe("approved");
    expect((await suggestionById(ctx, suggestion.id)).status).toBe("edited");
  }
});

test("a proposal of an action is not accepted past its locks", async ({ ctx }) => {
  const action = await installed(ctx, automation.url);
  const call = { tool: action, arguments: service, action: { risk: 1 } };
  const payload = { call };
  const { suggestion } = await ticketWithProposal(ctx, { kind: "remediation", text: "Do it.", payload });
  const analyst = await person(ctx);
  const input = { suggestionId: suggestion.id, verdict: "accept" as const, mutationId: "a-mutation-1" };
  await expect(decide(analyst, input)).rejects.toMatchObject({ code: "unprocessable" });
});

test("denied or reported, it does not run and is not learned from", async ({ ctx }) => {
  const action = await installed(ctx, automation.url);
  const { ticketId } = await alertTicket(ctx);
  const run = await approvedRun(ctx, action, ticketId);
  const analyst = await person(ctx);
  await denyRun(analyst, { runId: run.id, isSuspicious: true });
  await executeRun(workerOf(ctx), { runId: run.id });
  expect(automation.effects).toEqual([]);
  expect((await story(ctx, ticketId)).at(-1)).toMatch(/reported .* as suspicious/);
  const events = await timeline(ctx, ticketId);
  expect(isWithdrawn(events, run.eventId ?? 0)).toBe(true);
});

test("nobody decided in time: told on the ticket, and the agent is asked to find somebody", async ({
  ctx,
}) => {
  const action = await installed(ctx, automation.url, { risk: 3 });
  const { ticketId } = await alertTicket(ctx);
  const first = await person(ctx);
  const run = await prepareRun(first, { ticketId, action, arguments: service });
  const { expiresAt } = await approve(first, run, service);
  // Approving does not move the end.
  expect(expiresAt).toEqual(run.expiresAt);
  await expireRun(workerOf(ctx, later(29)), { runId: run.id });
  expect((await runView(ctx, run.id)).status).toBe("waiting");
  await expireRun(workerOf(ctx, later(31)), { runId: run.id });
  expect((await runView(ctx, run.id)).status).toBe("expired");
  expect((await timeline(ctx, ticketId)).at(-1)).toMatchObject({ data: { isUndecided: true } });
  await expect(approve(await person(ctx), run, service)).rejects.toMatchObject({ code: "conflict" });
});

test("the signal says it did not help: rolled back, and kept as wrong once", async ({ ctx, db }) => {
  const action = await installed(ctx, automation.url);
  const { ticketId } = await alertTicket(ctx);
  const run = await approvedRun(ctx, action, ticketId);
  automation.state = "bad";
  await executeRun(workerOf(ctx), { runId: run.id });
  await verifyRun(workerOf(ctx), { runId: run.id });
  expect((await runView(ctx, run.id)).verification).toBe("failed");
  await rollBackRun(await person(ctx), { runId: run.id });
  await undoRun(workerOf(ctx), { runId: run.id });
  await undoRun(workerOf(ctx), { runId: run.id });
  expect(automation.effects.map(({ operation }) => operation)).toEqual(["execute", "roll_back"]);
  expect((await story(ctx, ticketId)).slice(-3)).toEqual([
    expect.stringContaining("It can be rolled back."),
    expect.stringContaining("asked to roll back"),
    `${inWords(action)} was rolled back.`,
  ]);
  const outcomes = await db.select().from(actionOutcome).where(eq(actionOutcome.runId, run.id));
  expect(outcomes).toMatchObject([{ isWrong: true }]);
});

test("refused by the other side, nothing happened; unanswered, nobody knows and the signal is asked", async ({
  ctx,
}) => {
  const action = await installed(ctx, automation.url);
  const { ticketId } = await alertTicket(ctx);
  const refused = await approvedRun(ctx, action, ticketId);
  automation.status = 422;
  await executeRun(workerOf(ctx), { runId: refused.id });
  expect(await runView(ctx, refused.id)).toMatchObject({ status: "failed", verification: null });
  const lost = await approvedRun(ctx, action, ticketId);
  automation.status = 500;
  await executeRun(workerOf(ctx), { runId: lost.id });
  await executeRun(workerOf(ctx), { runId: lost.id });
  expect(await runView(ctx, lost.id)).toMatchObject({ status: "unknown", verification: "pending" });
  await verifyRun(workerOf(ctx), { runId: lost.id });
  expect((await runView(ctx, lost.id)).verification).toBe("verified");
});

test("the ticket's alert is the signal where the action says so", async ({ ctx }) => {
  const action = await installed(ctx, automation.url, { verification: "alert" });
  const { ticketId, externalId } = await alertTicket(ctx);
  const run = await approvedRun(ctx, action, ticketId);
  await executeRun(workerOf(ctx), { runId: run.id });
  await verifyRun(workerOf(ctx), { runId: run.id });
  expect((await runView(ctx, run.id)).verification).toBe("pending");
  await alertTicket({ ...ctx, now: later(1) }, "checkout", "alert_resolved", externalId);
  await verifyRun(workerOf(ctx), { runId: run.id });
  expect((await runView(ctx, run.id)).verification).toBe("verified");
  const again = await approvedRun(ctx, action, (await alertTicket(ctx)).ticketId);
  await executeRun(workerOf(ctx), { runId: again.id });
  await verifyRun(workerOf(ctx, later(2)), { runId: again.id });
  expect((await runView(ctx, again.id)).verification).toBe("failed");
});

test("a step by hand waits for whoever does it, and for whoever sees whether it helped", async ({ ctx }) => {
  const byHand = {
    kind: "by_hand",
    url: null,
    instructions: "Pull the drive in bay 3 and put in a new one.",
    verification: "person",
    canRollBack: false,
  } as const;
  const action = await installed(ctx, automation.url, byHand);
  const { ticketId } = await ticketWithMessage(ctx);
  const run = await approvedRun(ctx, action, ticketId);
  await executeRun(workerOf(ctx), { runId: run.id });
  await executeRun(workerOf(ctx), { runId: run.id });
  expect((await runView(ctx, run.id)).status).toBe("executing");
  const analyst = await person(ctx);
  await confirmRun(analyst, { runId: run.id, isDone: true });
  await judgeRun(analyst, { runId: run.id, isHelped: true });
  expect(await runView(ctx, run.id)).toMatchObject({ status: "done", verification: "verified" });
  await expect(judgeRun(analyst, { runId: run.id, isHelped: false })).rejects.toMatchObject({
    code: "conflict",
  });
});

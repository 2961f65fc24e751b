/** An approval holds only as long as everything it was given in: what acts, on what, who approved it and where. */
import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { actionRun } from "#db/schema/remediation";
import { queue, queueMember, user } from "#db/schema/team";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { writePolicy } from "#lib/settings/commands";
import { person } from "#lib/suggestions/testing/fixtures";
import { setQueueMembers } from "#lib/team/queues/commands";
import { setTriage } from "#lib/tickets/commands";
import { timeline } from "#lib/tickets/queries";
import { changeAction, switchAction } from "../catalogue/commands";
import { automationForEach } from "../testing/automation-for-each";
import {
  alertTicket,
  approvedRun,
  definition,
  earnAutonomy,
  installed,
  proposed,
  workerOf,
} from "../testing/environment";
import { rollBackRun } from "./commands";
import { executeRun } from "./execute";
import { runView } from "./queries";
import { undoRun } from "./roll-back";
import { runUnasked } from "./unasked";

const automation = automationForEach();

const later = (minutes: number) => () => new Date(Date.now() + minutes * 60_000);

type Approved = { ctx: Ctx; action: string; ticketId: number; approver: string };

/** Puts a ticket into a restricted queue of these members; returns the queue's id. */
async function restrictedAround(ctx: Ctx, ticketId: number, members: readonly string[]): Promise<number> {
  const row = { key: unique("queue"), name: "Security", isRestricted: true };
  const [made] = await ctx.db.insert(queue).values(row).returning();
  const queueId = made?.id ?? 0;
  for (const userId of members) await ctx.db.insert(queueMember).values({ queueId, userId });
  await ctx.db.update(ticket).set({ queueId }).where(eq(ticket.id, ticketId));
  return queueId;
}

describe("at release an approval is void when", () => {
  test.for<[string, (of: Approved) => Promise<unknown>, RegExp]>([
    [
      "the object changed",
      async () => {
        automation.object = { state: "stopped", replicas: 2 };
      },
      /changed since it was approved: state was running, is stopped/,
    ],
    [
      "the action was edited",
      async ({ ctx, action }) =>
        changeAction(await person(ctx, "admin"), {
          ...definition(automation.url),
          name: action,
          timeLimit: 9,
        }),
      /changed since it was approved/,
    ],
    [
      "its class of risk was raised",
      async ({ ctx, action }) =>
        changeAction(await person(ctx, "admin"), { ...definition(automation.url), name: action, risk: 2 }),
      /class of risk was raised/,
    ],
    [
      "it was switched off",
      async ({ ctx, action }) => switchAction(await person(ctx, "admin"), { name: action, isEnabled: false }),
      /switched off/,
    ],
    [
      "who approved it was disabled",
      ({ ctx, approver }) => ctx.db.update(user).set({ disabledAt: new Date() }).where(eq(user.id, approver)),
      /may no longer do so/,
    ],
    [
      "who approved it lost the role",
      ({ ctx, approver }) => ctx.db.update(user).set({ role: "viewer" }).where(eq(user.id, approver)),
      /may no longer do so/,
    ],
    [
      "who approved it is no member of the queue, and it was restricted",
      ({ ctx, ticketId }) => restrictedAround(ctx, ticketId, []),
      /may no longer do so/,
    ],
    [
      "who approved it was a member of the restricted queue",
      async ({ ctx, ticketId, approver }) => {
        const queueId = await restrictedAround(ctx, ticketId, [approver]);
        const [admin, other] = [await person(ctx, "admin"), await person(ctx)];
        await ctx.db.insert(queueMember).values({ queueId, userId: admin.actor.id ?? "" });
        await setQueueMembers(admin, { queueId, userIds: [other.actor.id ?? ""] });
      },
      /may no longer do so/,
    ],
    [
      "the arguments were changed behind its back",
      ({ ctx, action }) =>
        ctx.db
          .update(actionRun)
          .set({ arguments: { service: "billing" } })
          .where(eq(actionRun.action, action)),
      /not those that were approved/,
    ],
  ])("%s", async ([, change, words], { ctx }) => {
    const action = await installed(ctx, automation.url);
    const { ticketId } = await alertTicket(ctx);
    const run = await approvedRun(ctx, action, ticketId);
    await change({ ctx, action, ticketId, approver: run.approvals[0]?.userId ?? "" });
    await executeRun(workerOf(ctx), { runId: run.id });
    expect(automation.effects).toEqual([]);
    const after = await runView(ctx, run.id);
    expect(after).toMatchObject({ status: "refused", reason: expect.stringMatching(words) });
    const events = await timeline(ctx, ticketId);
    expect(events.findLast(({ kind }) => kind === "action_step")?.body).toMatch(words);
  });

  test("its time is over, or actions are stopped", async ({ ctx }) => {
    const action = await installed(ctx, automation.url);
    const { ticketId } = await alertTicket(ctx);
    const old = await approvedRun(ctx, action, ticketId);
    await executeRun(workerOf(ctx, later(180)), { runId: old.id });
    expect((await runView(ctx, old.id)).reason).toBe("The approval expired.");
    const lead = await person(ctx, "lead");
    const run = await approvedRun(ctx, action, ticketId);
    await writePolicy(lead, { key: "policy.actions", value: { isStopped: true } });
    await executeRun(workerOf(ctx), { runId: run.id });
    await writePolicy(lead, { key: "policy.actions", value: { isStopped: false } });
    expect((await runView(ctx, run.id)).reason).toMatch(/stopped for the whole installation/);
    expect(automation.effects).toEqual([]);
  });
});

test("who approved it as a member of a restricted queue still may", async ({ ctx }) => {
  const action = await installed(ctx, automation.url);
  const { ticketId } = await alertTicket(ctx);
  const run = await approvedRun(ctx, action, ticketId);
  await restrictedAround(ctx, ticketId, [run.approvals[0]?.userId ?? ""]);
  await executeRun(workerOf(ctx), { runId: run.id });
  expect(automation.effects).toHaveLength(1);
});

test.for<[string, (ctx: Ctx, ticketId: number) => Promise<unknown>, RegExp]>([
  [
    "the agent was stopped",
    async (ctx) =>
      writePolicy(await person(ctx, "lead"), { key: "investigation.stop", value: { isStopped: true } }),
    /agent was stopped/,
  ],
  [
    "the ticket was filed where it has not earned that",
    async (ctx, ticketId) => setTriage(await person(ctx), { ticketId, fields: { category: "elsewhere" } }),
    /filed elsewhere/,
  ],
])("what an action has earned is void when %s", async ([, change, words], { ctx }) => {
  const action = await installed(ctx, automation.url);
  await earnAutonomy(ctx, action);
  const proposal = await proposed(ctx, action, 1);
  expect(await runUnasked(workerOf(ctx), proposal)).toBe(true);
  const [run] = await ctx.db.select().from(actionRun).where(eq(actionRun.suggestionId, proposal.id));
  const runId = run?.id ?? 0;
  await change(ctx, proposal.ticketId);
  await executeRun(workerOf(ctx), { runId });
  await writePolicy(await person(ctx, "lead"), { key: "investigation.stop", value: { isStopped: false } });
  expect(automation.effects).toEqual([]);
  expect(await runView(ctx, runId)).toMatchObject({
    status: "refused",
    reason: expect.stringMatching(words),
  });
});

test("a roll-back is not done for somebody who may no longer ask for it, and may be asked for again", async ({
  ctx,
}) => {
  const action = await installed(ctx, automation.url);
  const { ticketId } = await alertTicket(ctx);
  const { id: runId } = await approvedRun(ctx, action, ticketId);
  await executeRun(workerOf(ctx), { runId });
  const analyst = await person(ctx);
  const of = eq(user.id, analyst.actor.id ?? "");
  await rollBackRun(analyst, { runId });
  await ctx.db.update(user).set({ role: "viewer" }).where(of);
  await undoRun(workerOf(ctx), { runId });
  expect(automation.effects.map(({ operation }) => operation)).toEqual(["execute"]);
  await ctx.db.update(user).set({ role: "analyst" }).where(of);
  await rollBackRun(analyst, { runId });
  await undoRun(workerOf(ctx), { runId });
  expect(automation.effects.map(({ operation }) => operation)).toEqual(["execute", "roll_back"]);
});

/** Everybody at once on one run: approvers, whoever denies, edits or switches off, its expiry, two workers. Locks hold, and nothing waits for ever. */
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { actionApproval, actionRun } from "#db/schema/remediation";
import { ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { test } from "#lib/platform/testing/database";
import { person } from "#lib/suggestions/testing/fixtures";
import { moveStatus } from "#lib/tickets/commands";
import { changeAction, switchAction } from "../catalogue/commands";
import { type ActionRun, locks, riskClass } from "../model";
import { automationForEach } from "../testing/automation-for-each";
import { alertTicket, approve, definition, installed, workerOf } from "../testing/environment";
import { denyRun, judgeRun, rollBackRun } from "./commands";
import { executeRun } from "./execute";
import { expireRun } from "./expire";
import { prepareRun } from "./prepare";
import { undoRun } from "./roll-back";
import { verifyRun } from "./verify";

const automation = automationForEach(true);

const acts = [
  ...["approve", "approve", "approve by the same", "approve by another", "approve by another"],
  ...["deny", "expire", "expire", "execute", "execute", "prepare anew", "edit", "switch off", "close"],
  ...["verify", "judge", "roll back", "roll back", "undo", "undo"],
] as const;
type Act = (typeof acts)[number];

/** What one of them says: a refusal is words, anything else is a fault. */
async function refused(acting: Promise<unknown>): Promise<string | null> {
  return acting.then(
    () => null,
    (error: unknown) => {
      if (error instanceof AppError) return error.message;
      throw error;
    },
  );
}

async function environmentOf(ctx: Ctx, risk: 1 | 2 | 3) {
  const [one, other, admin] = [await person(ctx), await person(ctx), await person(ctx, "admin")];
  const action = await installed(ctx, automation.url, { risk, keepsKeys: true });
  const { ticketId } = await alertTicket(ctx);
  const given = { ticketId, action, arguments: { service: "checkout" } };
  const run = await prepareRun(one, given);
  const job = { runId: run.id };
  const typed = { service: "checkout" };
  const late = () => new Date(Date.now() + 86_400_000);
  const does = (act: Act): Promise<unknown> => {
    switch (act) {
      case "approve":
      case "approve by the same":
        return approve(one, run, typed);
      case "approve by another":
        return approve(other, run, typed);
      case "deny":
        return denyRun(other, { ...job, note: "", isSuspicious: false });
      case "expire":
        return expireRun(workerOf(ctx, late), job);
      case "execute":
        return executeRun(workerOf(ctx), job);
      case "prepare anew":
        return prepareRun(one, given);
      case "edit":
        return changeAction(admin, { ...definition(automation.url, { risk }), name: action });
      case "switch off":
        return switchAction(admin, { name: action, isEnabled: false });
      case "close":
        return moveStatus(other, { ticketId, to: "closed" });
      case "verify":
        return verifyRun(workerOf(ctx), job);
      case "judge":
        return judgeRun(other, { ...job, isHelped: false });
      case "roll back":
        return rollBackRun(other, job);
      case "undo":
        return undoRun(workerOf(ctx), job);
    }
  };
  return { run, ticketId, does };
}

/** What must hold of a run whatever was done at once. */
async function isSound(ctx: Ctx, { id, ticketId }: Pick<ActionRun, "id" | "ticketId">): Promise<number> {
  const [row] = await ctx.db.select().from(actionRun).where(eq(actionRun.id, id));
  if (!row) throw new Error("the run is gone");
  const approvals = await ctx.db.select().from(actionApproval).where(eq(actionApproval.runId, id));
  const people = approvals.flatMap(({ kind, userId }) => (kind === "person" ? [userId] : []));
  const needed = locks[riskClass(row.risk)].people;
  const own = automation.effects.filter(({ key }) => key?.startsWith(row.idempotencyKey));
  const executions = own.filter(({ operation }) => operation === "execute").length;
  expect(executions).toBeLessThanOrEqual(1);
  expect(own.length - executions).toBeLessThanOrEqual(executions);
  expect(new Set(people).size).toBe(people.length);
  if (executions > 0) expect(people.length).toBeGreaterThanOrEqual(needed);
  if (["approved", "executing", "done", "unknown"].includes(row.status))
    expect(people.length).toBeGreaterThanOrEqual(needed);
  // Of one run there is one call and one first result on the ticket.
  const told = await ctx.db.select().from(ticketEvent).where(eq(ticketEvent.ticketId, ticketId));
  const calls = told.filter(
    ({ kind, data }) => kind === "tool_call" && "actionRunId" in data && data.actionRunId === id,
  );
  expect(calls.length).toBeLessThanOrEqual(1);
  return executions;
}

test("whoever comes at once: one effect at most, with its approvals, and no fault", {
  timeout: 600_000,
}, async ({ ctx }) => {
  let executions = 0;
  const history = fc.record({
    risk: fc.constantFrom(1 as const, 2 as const, 3 as const),
    waves: fc.array(fc.array(fc.constantFrom(...acts), { minLength: 2, maxLength: 5 }), {
      minLength: 1,
      maxLength: 4,
    }),
  });
  await fc.assert(
    fc.asyncProperty(history, async ({ risk, waves }) => {
      const { run, ticketId, does } = await environmentOf(ctx, risk);
      for (const wave of waves) {
        await Promise.all(wave.map((act) => refused(does(act))));
        await isSound(ctx, { id: run.id, ticketId });
      }
      await refused(does("execute"));
      executions += await isSound(ctx, { id: run.id, ticketId });
    }),
    // Three that surely end in an execution, whatever chance makes of the others.
    {
      numRuns: Number(process.env.VIGIL_WAVES ?? 40),
      examples: ([1, 2, 3] as const).map((risk) => [{ risk, waves: [["approve", "approve by another"]] }]),
    },
  );
  expect(executions).toBeGreaterThanOrEqual(3);
});

test("of two who approve a class 1 at once one does, and the other hears that it is decided", async ({
  ctx,
}) => {
  const { run, does } = await environmentOf(ctx, 1);
  const said = await Promise.all([refused(does("approve")), refused(does("approve by another"))]);
  expect(said.filter((words) => words === null)).toHaveLength(1);
  expect(said.find((words) => words !== null)).toContain("decided before");
  await Promise.all([does("execute"), does("execute")]);
  expect(await isSound(ctx, run)).toBe(1);
});

test("one person in two windows is one person: a class 3 still waits for somebody else", async ({ ctx }) => {
  const { run, does } = await environmentOf(ctx, 3);
  const said = await Promise.all([refused(does("approve")), refused(does("approve by the same"))]);
  expect(said.filter((words) => words === null)).toHaveLength(1);
  await does("execute");
  expect(await isSound(ctx, run)).toBe(0);
  await does("approve by another");
  await Promise.all([does("execute"), does("execute")]);
  expect(await isSound(ctx, run)).toBe(1);
});

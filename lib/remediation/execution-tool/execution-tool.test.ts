/** A tool of an MCP server as an action: under the locks of every action, against a real server in a process of its own. */
import { afterEach, beforeEach, describe, expect, vi } from "vitest";
import { mcpServer } from "#db/schema/mcp";
import { setToolPolicy } from "#lib/investigation/commands";
import { approveTool, revokeTool, switchServer } from "#lib/mcp/commands";
import { ownNameOf } from "#lib/mcp/model";
import { mcpTools } from "#lib/mcp/tools";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { person } from "#lib/suggestions/testing/fixtures";
import { timeline } from "#lib/tickets/queries";
import { addAction, changeAction } from "../catalogue/commands";
import { catalogue } from "../catalogue/shown";
import type { ActionRun } from "../model";
import { executeRun } from "../runs/execute";
import { prepareRun } from "../runs/prepare";
import { runView } from "../runs/queries";
import { verifyRun } from "../runs/verify";
import {
  type Cluster,
  type Connected,
  connected,
  scaling,
  scalingAction,
  startCluster,
} from "../testing/cluster";
import { alertTicket, approve, workerOf } from "../testing/environment";
import { actionTools } from "../tools";

let cluster: Cluster;
beforeEach(async () => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
  cluster = await startCluster();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await cluster.stop();
});

const given = { deployment: "checkout", replicas: 5 };

async function prepared(ctx: Ctx, action: string): Promise<{ analyst: Ctx; run: ActionRun }> {
  const { ticketId } = await alertTicket(ctx);
  const analyst = await person(ctx);
  return { analyst, run: await prepareRun(analyst, { ticketId, action, arguments: given }) };
}

async function approvedRun(ctx: Ctx, action: string): Promise<ActionRun> {
  const { analyst, run } = await prepared(ctx, action);
  return approve(analyst, run);
}

async function ended(ctx: Ctx, { id: runId }: ActionRun): Promise<ActionRun> {
  await executeRun(workerOf(ctx), { runId });
  return runView(ctx, runId);
}

test("dry run, approval, one effect under one key, and a look-up that tells it helped", async ({ ctx }) => {
  const action = await scalingAction(await connected(ctx, cluster));
  const { analyst, run } = await prepared(ctx, action);
  // Of the object only what matters; nothing has happened yet.
  expect(run.effect).toEqual({ object: { "spec.replicas": 2 }, change: { would: "2 to 5" } });
  expect(cluster.effects()).toEqual([]);
  expect((await approve(analyst, run)).status).toBe("approved");
  await executeRun(workerOf(ctx), { runId: run.id });
  await executeRun(workerOf(ctx), { runId: run.id });
  const [effect, ...others] = cluster.effects();
  expect(others).toEqual([]);
  expect(effect).toEqual({ replicas: 5, key: expect.stringMatching(/.{20}/), meta: effect?.key });
  await verifyRun(workerOf(ctx), { runId: run.id });
  expect(await runView(ctx, run.id)).toMatchObject({
    status: "done",
    result: { scaled: true },
    verification: "verified",
    signal: { "status.ready": 5, expected: "is 5" },
  });
  const events = await timeline(ctx, run.ticketId);
  expect(events.filter(({ kind }) => kind === "tool_call")).toMatchObject([
    { actorId: analyst.actor.id, data: { tool: action, arguments: given } },
  ]);
});

test("the arguments are the tool's own, without those Vigil fills in or no card can show", async ({
  ctx,
}) => {
  const of = await connected(ctx, cluster);
  const name = await scalingAction(of);
  const found = (await catalogue(ctx)).find((one) => one.name === name);
  expect(found?.arguments.map((one) => [one.name, one.type])).toEqual([
    ["deployment", "text"],
    ["replicas", "number"],
  ]);
  expect(found).toMatchObject({ fault: null, mcp: { definition: { description: "Scales a deployment." } } });
  const own = (await actionTools(ctx)).find((tool) => tool.name === name);
  expect(own).toMatchObject({ run: null, action: { risk: 1, isOff: false } });
});

describe("nothing happens when, between approval and execution,", () => {
  test.for<[string, (of: Connected & { ctx: Ctx }) => unknown, RegExp]>([
    ["the object changed", () => cluster.set({ replicas: 3 }), /spec\.replicas was 2, is 3/],
    [
      "the description changed, and nobody has asked the server since",
      () => cluster.set({ description: "Scales a deployment, and deletes its volumes." }),
      /changed scale_deployment since it was approved/,
    ],
    [
      "the description changed, and the server was asked since",
      async ({ toolOf }) => {
        cluster.set({ description: "Scales a deployment, and deletes its volumes." });
        await toolOf("scale_deployment");
      },
      /changed scale_deployment since it was read/,
    ],
    [
      "the approval of the tool was revoked",
      ({ admin, server }) => revokeTool(admin, { server, tool: "scale_deployment" }),
      /was revoked/,
    ],
    [
      "the server was switched off",
      ({ admin, server }) => switchServer(admin, { name: server, isEnabled: false }),
      /is switched off/,
    ],
    ["the server was removed", ({ ctx }) => ctx.db.delete(mcpServer), /no longer there/],
  ])("%s", async ([, change, words], { ctx }) => {
    const of = await connected(ctx, cluster);
    const run = await approvedRun(ctx, await scalingAction(of));
    await change({ ...of, ctx });
    expect(await ended(ctx, run)).toMatchObject({
      status: "refused",
      reason: expect.stringMatching(words),
    });
    expect(cluster.effects()).toEqual([]);
  });
});

test("a changed tool is off until it was read again; what was approved of the old one stays void", async ({
  ctx,
}) => {
  const of = await connected(ctx, cluster);
  const input = await scaling(of);
  const { name } = await addAction(of.admin, input);
  const run = await approvedRun(ctx, name);
  cluster.set({ description: "Scales a deployment to so many replicas." });
  const { hash } = await of.toolOf("scale_deployment");
  const shown = async () => (await catalogue(ctx)).find((one) => one.name === name);
  expect((await shown())?.fault).toMatch(/Read it again/);
  expect((await actionTools(ctx)).find((tool) => tool.name === name)?.action?.isOff).toBe(true);
  await expect(prepared(ctx, name)).rejects.toMatchObject({ code: "unavailable" });
  const { mcp } = input;
  if (!mcp) throw new Error("no tool");
  await expect(changeAction(of.admin, { ...input, mcp })).rejects.toMatchObject({ code: "conflict" });
  await changeAction(of.admin, { ...input, mcp: { ...mcp, hash } });
  expect(await shown()).toMatchObject({ fault: null, version: 2 });
  expect((await ended(ctx, run)).status).toBe("refused");
  expect(cluster.effects()).toEqual([]);
  expect((await ended(ctx, await approvedRun(ctx, name))).status).toBe("done");
});

test("one tool looks up or executes an action, never both: what runs by itself changes nothing", async ({
  ctx,
}) => {
  const of = await connected(ctx, cluster);
  const { admin, server, toolOf } = of;
  const input = await scaling(of);
  const { name: tool, hash } = await toolOf("scale_deployment");
  const asLookUp = { server, tool, hash, isReadOnly: true as const };
  const { name } = await addAction(admin, input);
  await expect(approveTool(admin, asLookUp)).rejects.toMatchObject({ code: "conflict" });
  const lookUps = async () => (await mcpTools()(systemCtx("test", ctx.db))).map((one) => one.name);
  expect((await lookUps()).some((one) => one.endsWith("scale_deployment"))).toBe(false);
  // Approved as a look-up after it was revoked, the action is off, and no second one can be made of it.
  await revokeTool(admin, { server, tool });
  await approveTool(admin, asLookUp);
  expect((await catalogue(ctx)).find((one) => one.name === name)?.fault).toMatch(/revoked/);
  await expect(scalingAction(of)).rejects.toMatchObject({ code: "conflict" });
  // And what only reads executes nothing.
  const read = await toolOf("get_deployment");
  await revokeTool(admin, { server, tool: read.name });
  const mcp = { server, name: read.name, hash: read.hash };
  await expect(scalingAction(of, { mcp, look: null, verification: "none" })).rejects.toMatchObject({
    code: "unprocessable",
  });
});

test("an answer that tells nothing leaves the outcome to the look-up, and is never asked for twice", async ({
  ctx,
}) => {
  const of = await connected(ctx, cluster);
  cluster.set({ mode: "fail" });
  const run = await approvedRun(ctx, await scalingAction(of));
  expect(await ended(ctx, run)).toMatchObject({ status: "unknown", verification: "pending" });
  await ended(ctx, run);
  expect(cluster.effects()).toHaveLength(1);
  await verifyRun(workerOf(ctx), { runId: run.id });
  expect((await runView(ctx, run.id)).verification).toBe("verified");
});

test("what a look-up shows is not what was expected: asked again, and failed when its time is over", async ({
  ctx,
}) => {
  const of = await connected(ctx, cluster);
  const run = await approvedRun(ctx, await scalingAction(of));
  await executeRun(workerOf(ctx), { runId: run.id });
  cluster.set({ ready: 4 });
  await verifyRun(workerOf(ctx), { runId: run.id });
  expect((await runView(ctx, run.id)).verification).toBe("pending");
  const later = () => new Date(Date.now() + 61_000);
  await verifyRun(workerOf(ctx, later), { runId: run.id });
  expect(await runView(ctx, run.id)).toMatchObject({
    verification: "failed",
    signal: { "status.ready": 4, expected: "is 5" },
  });
});

test("a look-up that cannot be asked in all that time skips the verification", async ({ ctx }) => {
  const of = await connected(ctx, cluster);
  const run = await approvedRun(ctx, await scalingAction(of));
  await executeRun(workerOf(ctx), { runId: run.id });
  await revokeTool(of.admin, { server: of.server, tool: "get_deployment" });
  await verifyRun(
    workerOf(ctx, () => new Date(Date.now() + 61_000)),
    { runId: run.id },
  );
  expect((await runView(ctx, run.id)).verification).toBe("skipped");
});

test("a look-up that investigation has off is not run for a verification either, nor to show the object", async ({
  ctx,
}) => {
  const of = await connected(ctx, cluster);
  const action = await scalingAction(of);
  const run = await approvedRun(ctx, action);
  await executeRun(workerOf(ctx), { runId: run.id });
  cluster.set({ ready: 5 });
  const tool = ownNameOf(of.server, "get_deployment");
  await setToolPolicy(await person(ctx, "lead"), { tool, mode: "off" });
  const late = workerOf(ctx, () => new Date(Date.now() + 61_000));
  await verifyRun(late, { runId: run.id });
  expect(await runView(ctx, run.id)).toMatchObject({
    verification: "skipped",
    signal: { reason: expect.stringContaining("switched off") },
  });
  await expect(prepared(ctx, action)).rejects.toThrow(/switched off/);
});

test("a catalogue entry that does not fit its tool is refused, with the field", async ({ ctx }) => {
  const of = await connected(ctx, cluster);
  const { mcp, look } = await scaling(of);
  if (!mcp || !look) throw new Error("no tool");
  const refused: [Partial<Parameters<typeof addAction>[1]>, string][] = [
    [{ mcp: { ...mcp, dryRunArgument: "replicas" } }, "dryRunArgument"],
    [{ mcp: { ...mcp, keyArgument: "dry_run" } }, "keyArgument"],
    [{ target: "labels" }, "target"],
    [{ look: { ...look, tool: "nobody_has_it" } }, "look"],
    [{ look: { ...look, arguments: { pod: "{deployment}" } } }, "look"],
    [{ risk: 0, look: null, mcp: { ...mcp, dryRunArgument: null } }, "risk"],
    [{ canRollBack: true }, "canRollBack"],
    [{ keepsKeys: true, mcp: { ...mcp, keyArgument: null } }, "keepsKeys"],
    [{ verification: "endpoint" }, "verification"],
    [{ check: null }, "check"],
  ];
  for (const [change, field] of refused)
    await expect(scalingAction(of, change)).rejects.toMatchObject({
      details: { fields: [expect.objectContaining({ field })] },
    });
});

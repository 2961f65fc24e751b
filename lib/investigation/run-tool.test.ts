/** A diagnostic an analyst agreed to: run once, its result on the ticket, its failure too. */
import { and, eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { z } from "zod";
import { ticketEvent } from "#db/schema/tickets";
import { arrives } from "#lib/agent/testing/environment";
import type { Ctx } from "#lib/platform/context";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import type { ToolMode } from "#lib/settings/rules";
import { person } from "#lib/suggestions/testing/fixtures";
import { requestToolCall } from "#lib/tickets/tool-calls/commands";
import { toolbox } from "#lib/tools/registry";
import { defineTool } from "#lib/tools/tool";
import { setToolPolicy } from "./commands";
import { runTool } from "./run-tool";

let runs = 0;
const tools = toolbox([
  defineTool({
    name: "describe_volume",
    description: "Size and state of a volume.",
    input: z.object({ volume: z.string() }),
    run: async (_ctx, { volume }) => {
      runs++;
      return { volume, size_gb: 200 };
    },
  }),
  defineTool({
    name: "garbled",
    description: "Says what nobody can keep.",
    input: z.object({}),
    run: async () => ({ nested: { text: "a\0" } }),
  }),
  defineTool({
    name: "slow",
    description: "Takes its time.",
    input: z.object({}),
    limit: 50,
    run: () => new Promise<never>(() => {}),
  }),
  defineTool({
    name: "broken",
    description: "Always fails.",
    input: z.object({}),
    run: async () => {
      throw new Error("the cloud is down");
    },
  }),
]);

async function asks(ctx: Ctx, tool: string, given: Record<string, unknown>) {
  const { ticketId } = await arrives(ctx, { body: "vol-77 is full" });
  const { eventId } = await requestToolCall(ctx, { ticketId, tool, arguments: given });
  return { ticketId, eventId };
}

function results(ctx: Ctx, ticketId: number) {
  return ctx.db
    .select({ data: ticketEvent.data })
    .from(ticketEvent)
    .where(and(eq(ticketEvent.ticketId, ticketId), eq(ticketEvent.kind, "tool_result")));
}

describe("runTool", () => {
  test("puts the result on the ticket once, however often the job runs", async ({ ctx }) => {
    const { ticketId, eventId } = await asks(ctx, "describe_volume", { volume: "vol-77" });
    const job = systemCtx("diagnostics", ctx.db);
    await runTool(job, { ticketId, eventId }, tools);
    await runTool(job, { ticketId, eventId }, tools);
    expect(await results(ctx, ticketId)).toMatchObject([
      { data: { result: { volume: "vol-77", size_gb: 200 } } },
    ]);
    expect(runs).toBeGreaterThan(0);
  });

  test("what is switched off where the ticket is filed is not run, whoever asked for it", async ({ ctx }) => {
    const lead = await person(ctx, "lead");
    const { ticketId, eventId } = await asks(ctx, "describe_volume", { volume: "vol-77" });
    const before = runs;
    const mode = (priority: "urgent" | null, off: ToolMode) =>
      setToolPolicy(lead, {
        tool: "describe_volume",
        mode: "asks",
        rules: [{ queueId: null, priority, mode: off }],
      });
    await mode(null, "off");
    await runTool(systemCtx("diagnostics", ctx.db), { ticketId, eventId }, tools);
    expect(runs).toBe(before);
    expect(await results(ctx, ticketId)).toMatchObject([
      { data: { result: { error: "describe_volume is switched off for this queue and priority." } } },
    ]);
    await mode("urgent", "off");
    const elsewhere = await asks(ctx, "describe_volume", { volume: "vol-77" });
    await runTool(systemCtx("diagnostics", ctx.db), elsewhere, tools);
    expect(runs).toBe(before + 1);
  });

  test.for([
    ["broken", {}, "the cloud is down"],
    ["garbled", {}, "cannot be kept: nested.text contains a NUL"],
    ["slow", {}, "did not answer within 0.05 s"],
    ["describe_volume", { volume: 5 }, "volume"],
    ["delete_volume", { volume: "vol-77" }, "not connected to delete_volume"],
  ] as const)("%s with %j gives a result that says so", async ([tool, given, words], { ctx }) => {
    const { ticketId, eventId } = await asks(ctx, tool, given);
    await runTool(systemCtx("diagnostics", ctx.db), { ticketId, eventId }, tools);
    const [row] = await results(ctx, ticketId);
    expect(JSON.stringify(row?.data)).toContain(words);
  });
});

/** One look-up after the other: which one comes next, and what it asks about, is told by what the last one found. */
import { and, asc, eq } from "drizzle-orm";
import { expect } from "vitest";
import { z } from "zod";
import { ticketEvent } from "#db/schema/tickets";
import { recordExamples } from "#lib/agent/commands";
import { arrives, closedTicket, testPorts } from "#lib/agent/testing/environment";
import { eager } from "#lib/agent/testing/policies";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { defineTool } from "#lib/tools/tool";
import { environmentOf } from "./testing/environment";

/** What each volume is found to be: full on a pool, or detached from a host. */
const found: Record<string, Record<string, unknown>> = {
  "vol-77": { state: "full", pool: "pool-93" },
  "vol-78": { state: "detached", host: "host-94" },
};
const volume = defineTool({
  name: "describe_volume",
  description: "State of a volume.",
  input: z.object({ volume: z.string() }),
  run: async (_, { volume: name }) => found[name] ?? {},
});
const pool = defineTool({
  name: "describe_pool",
  description: "Room of a pool.",
  input: z.object({ pool: z.string() }),
  run: async () => ({ free_gb: 0 }),
});
const host = defineTool({
  name: "describe_host",
  description: "State of a host.",
  input: z.object({ host: z.string() }),
  run: async () => ({ is_reachable: false }),
});

const names = ["Ada Brandt", "Bo Clarke", "Cy Dahl", "Di Ek", "Ed Frost", "Flo Gray", "Gus Hahn", "Hal Ito"];

/** A team that looks at the pool of a full volume, and at the host of a detached one. */
async function teaches(ctx: Ctx): Promise<void> {
  for (const [index, name] of names.entries()) {
    const isFull = index % 2 === 0;
    const [id, place] = [`vol-${31 + index}`, `${isFull ? "pool" : "host"}-${61 + index}`];
    const second = isFull ? pool.name : host.name;
    const asked = isFull ? { pool: place } : { host: place };
    const state = isFull ? "full" : "detached";
    const call = (tool: string, callId: string, given: object) =>
      ({ kind: "tool_call", body: "", data: { tool, callId, arguments: given } }) as const;
    const result = (tool: string, callId: string, given: object) =>
      ({ kind: "tool_result", body: "", data: { tool, callId, result: given } }) as const;
    const ticketId = await closedTicket(ctx, {
      subject: "Volume does not work",
      turns: [
        { body: `Our volume ${id} does not work, what can we do?`, name },
        call(volume.name, `a${index}`, { volume: id }),
        result(volume.name, `a${index}`, { state, ...asked }),
        call(second, `b${index}`, asked),
        result(second, `b${index}`, isFull ? { free_gb: 0 } : { is_reachable: false }),
        { kind: "analyst_reply", body: `The ${isFull ? "pool" : "host"} ${place} is at fault; we mend it.` },
      ],
    });
    await recordExamples(systemCtx("learning", ctx.db), { examples: [{ ticketId }] });
  }
}

test.for([
  ["vol-77", [volume.name, { volume: "vol-77" }], [pool.name, { pool: "pool-93" }]],
  ["vol-78", [volume.name, { volume: "vol-78" }], [host.name, { host: "host-94" }]],
] as const)("what is looked up after %s", async ([name, ...wanted], { ctx }) => {
  await teaches(ctx);
  const ports = eager(await testPorts(ctx, { tools: [volume, pool, host] }));
  const environment = environmentOf(ctx);
  const { ticketId, eventId } = await arrives(ctx, {
    subject: "Volume does not work",
    body: `Our volume ${name} does not work, what can we do?`,
  });
  await environment.consider({ ticketId, eventId }, ports);
  await environment.run(ports);
  const calls = await ctx.db
    .select({ data: ticketEvent.data, by: ticketEvent.actorKind })
    .from(ticketEvent)
    .where(and(eq(ticketEvent.ticketId, ticketId), eq(ticketEvent.kind, "tool_call")))
    .orderBy(asc(ticketEvent.id));
  expect(calls).toMatchObject(
    wanted.map(([tool, given]) => ({ by: "agent", data: { tool, arguments: given } })),
  );
});

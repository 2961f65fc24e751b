/** What waited for a better hour is shown in one, the most useful first; what its ticket has left behind is not. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { agentRun } from "#db/schema/suggestions";
import { agentCtx, type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { writePolicy } from "#lib/settings/commands";
import { proposals } from "#lib/suggestions/queries";
import { recordExamples } from "./commands";
import { releaseHeld } from "./held-cards";
import { type AgentPorts, runAgent } from "./loop";
import { type Arrival, arrives, closedTicket, testPorts } from "./testing/environment";

const attention = { perHour: 1, queues: [] };
const hourMs = 3_600_000;

/** A worker of a team whose analysts get one card an hour. */
async function team(ctx: Ctx): Promise<AgentPorts> {
  for (let number = 0; number < 12; number++) {
    const ticketId = await closedTicket(ctx, {
      subject: "Key rejected",
      turns: [
        { body: `Our key AK-${4000 + number} is rejected with an error.` },
        {
          body: `Please renew the key AK-${4000 + number} in the console, it has expired.`,
          kind: "analyst_reply",
        },
        { body: "Thanks, all fine now." },
      ],
    });
    await recordExamples(systemCtx("learning", ctx.db), { examples: [{ ticketId }] });
  }
  await writePolicy(systemCtx("test", ctx.db), { key: "policy.attention", value: attention });
  const ports = await testPorts(ctx);
  return { ...ports, policy: async (at) => ({ ...(await ports.policy(at)), attention }) };
}

function asks(ctx: Ctx, key: string): Promise<Arrival> {
  return arrives(ctx, { subject: "Key rejected", body: `Our key ${key} is rejected with an error.` });
}

async function cardsOf(ctx: Ctx, { ticketId }: Arrival): Promise<string[]> {
  const { suggestions } = await proposals(ctx, ticketId);
  return suggestions.flatMap(({ kind, text }) => (kind === "triage" ? [] : [text]));
}

test("a card that waited is shown once the hour allows, and one that was overtaken never", async ({
  ctx,
}) => {
  const ports = await team(ctx);
  const agent = agentCtx(ctx.db);
  const [shown, waiting, overtaken] = [
    await asks(ctx, "AK-7001"),
    await asks(ctx, "AK-7002"),
    await asks(ctx, "AK-7003"),
  ];
  for (const { ticketId, eventId } of [shown, waiting, overtaken])
    await runAgent(agent, { ticketId, eventId }, ports);
  expect(await cardsOf(ctx, shown)).toHaveLength(1);
  expect(await cardsOf(ctx, waiting)).toEqual([]);
  const [run] = await ctx.db.select().from(agentRun).where(eq(agentRun.eventId, waiting.eventId));
  expect(run).toMatchObject({ outcome: "abstained", reason: "attention" });

  await arrives(ctx, {
    kind: "analyst_reply",
    body: "We are on it.",
    ticketExternalId: overtaken.ticketExternalId,
  });
  const worker = systemCtx("attention", ctx.db);
  expect(await releaseHeld(worker)).toEqual([]);
  const later = () => new Date(Date.now() + hourMs + 1_000);
  const released = await releaseHeld({ ...worker, now: later });
  expect(released).toMatchObject([{ ticketId: waiting.ticketId, eventId: waiting.eventId }]);
  for (const { ticketId, eventId } of released)
    await runAgent({ ...agent, now: later }, { ticketId, eventId }, ports);
  expect((await cardsOf(ctx, waiting)).join()).toContain("AK-7002");
  expect(await releaseHeld({ ...worker, now: later })).toEqual([]);
  // A second run of the job finds that it was considered.
  const job = { ticketId: waiting.ticketId, eventId: waiting.eventId };
  expect(await runAgent({ ...agent, now: later }, job, ports)).toBeNull();
});

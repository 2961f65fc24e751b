/** The model's turn: what the apprentice has stands meanwhile, and what comes of the model takes its place only where it is better. */
import { desc, eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { agentRun, suggestion } from "#db/schema/suggestions";
import { saveArticle } from "#lib/knowledge/commands";
import { modelCalls, usualLimits } from "#lib/models/model-calls";
import { endpointForEach } from "#lib/models/testing/endpoint-for-each";
import { agentCtx, type Ctx, systemCtx } from "#lib/platform/context";
import { virtualQueue } from "#lib/platform/jobs/virtual";
import { liveDrafts } from "#lib/platform/live-draft";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { decide } from "#lib/suggestions/commands";
import { person } from "#lib/suggestions/testing/fixtures";
import { recordExamples } from "./commands";
import { runAgent } from "./loop";
import { askModel } from "./model-turn";
import { arrives, closedTicket, runsOn, testPorts } from "./testing/environment";

const fake = endpointForEach();

const llm = fake.server;
const resize = {
  kind: "article" as const,
  title: "Growing a volume that ran full",
  body: "A full volume can be grown while it is attached. Open the volume, choose Grow, enter the new size and confirm.",
};
const asked = {
  subject: "Volume full",
  body: "Our volume vol-77 ran full. How can we grow the volume while it is attached?",
};
const better = "Hello Mira, a full volume can be grown while it is attached: choose Grow and confirm [1].";

async function cards(ctx: Ctx, ticketId: number) {
  const rows = await ctx.db
    .select()
    .from(suggestion)
    .where(eq(suggestion.ticketId, ticketId))
    .orderBy(suggestion.id);
  return rows.filter(({ kind }) => kind !== "triage");
}

/** An agent run; the jobs it asked for are kept instead of run. */
async function considered(ctx: Ctx, arrival: { ticketId: number; eventId: number }) {
  const queue = virtualQueue(() => new Date());
  const ports = await testPorts(ctx, { endpoint: llm() });
  await runAgent({ ...agentCtx(ctx.db), unattended: queue }, arrival, ports);
  return { ports, next: queue.next(new Date(Date.now() + 1_000))?.job };
}

describe("while the model is asked", () => {
  test("the apprentice's card stands before it is, and a better one takes its place", async ({ ctx }) => {
    await saveArticle(ctx, resize);
    const arrival = await arrives(ctx, asked);
    const { ports, next } = await considered(ctx, arrival);
    expect(fake.requests).toHaveLength(0);
    expect(await cards(ctx, arrival.ticketId)).toMatchObject([{ engine: "apprentice", status: "open" }]);
    expect(next).toEqual({
      name: "agent.askModel",
      input: { ticketId: arrival.ticketId, eventId: arrival.eventId },
      options: {},
    });

    fake.script({ kind: "answer", text: better });
    await askModel(agentCtx(ctx.db), arrival, ports);
    expect(await cards(ctx, arrival.ticketId)).toMatchObject([
      { engine: "apprentice", status: "superseded" },
      { engine: "llm", status: "open", text: better.replace(" [1]", "") },
    ]);
    const runs = await ctx.db
      .select()
      .from(agentRun)
      .where(eq(agentRun.ticketId, arrival.ticketId))
      .orderBy(desc(agentRun.id));
    expect(runs).toMatchObject([
      { engine: "llm", revises: runs[1]?.id },
      { engine: "apprentice", revises: null },
    ]);
  });

  test("nobody is shown another one half written", async ({ ctx }) => {
    await saveArticle(ctx, resize);
    const arrival = await arrives(ctx, asked);
    const { ports } = await considered(ctx, arrival);
    fake.script({ kind: "hang" });
    const impatient = { ...ports, calls: modelCalls({ ...usualLimits, timeout: 500 }) };
    await askModel(agentCtx(ctx.db), arrival, impatient);
    expect(await liveDrafts(ctx, [arrival.ticketId])).toEqual([]);
    expect(await cards(ctx, arrival.ticketId)).toMatchObject([
      { engine: "apprentice", status: "open", degraded: expect.stringContaining("did not answer in time") },
    ]);
  });

  test("who has decided meanwhile is not asked again", async ({ ctx }) => {
    await saveArticle(ctx, resize);
    const arrival = await arrives(ctx, asked);
    const { ports } = await considered(ctx, arrival);
    const [card] = await cards(ctx, arrival.ticketId);
    await decide(await person(ctx), {
      suggestionId: card?.id ?? 0,
      verdict: "reject",
      reason: "wrong",
      mutationId: unique("mutation"),
    });
    fake.script({ kind: "answer", text: better });
    await askModel(agentCtx(ctx.db), arrival, ports);
    expect(await cards(ctx, arrival.ticketId)).toMatchObject([{ status: "rejected" }]);
  });
});

const learntReply = (key: string) => `Please renew the key ${key} in the console; the new one works at once.`;

/** A team that answered the same many times: its reply is likelier to be taken than what a model nobody knows writes. */
async function experienced(ctx: Ctx) {
  for (let number = 0; number < 14; number++) {
    const key = `AK-${4000 + number}`;
    const ticketId = await closedTicket(ctx, {
      subject: "Key rejected",
      turns: [
        { body: `Our key ${key} is rejected with an error.` },
        { body: learntReply(key), kind: "analyst_reply" },
      ],
    });
    await recordExamples(systemCtx("learning", ctx.db), { examples: [{ ticketId }] });
  }
}

test("a model whose cards are rejected is believed less and less: the apprentice's quotation stands again", async ({
  ctx,
}) => {
  await saveArticle(ctx, resize);
  const ports = await testPorts(ctx, { endpoint: { ...llm(), model: unique("bad") } });
  const analyst = await person(ctx);
  const engines: (string | undefined)[] = [];
  for (let time = 0; time < 4; time++) {
    fake.script({ kind: "answer", text: better });
    const arrival = await arrives(ctx, asked);
    await runsOn(ctx, arrival, ports);
    const card = (await cards(ctx, arrival.ticketId)).find(({ status }) => status === "open");
    engines.push(card?.engine);
    const rejection = { verdict: "reject", reason: "wrong", mutationId: unique("mutation") } as const;
    await decide(analyst, { suggestionId: card?.id ?? 0, ...rejection });
  }
  expect(engines).toEqual(["llm", "llm", "apprentice", "apprentice"]);
});

test("a model nobody knows does not displace what the team always says; the same again is the model's too", async ({
  ctx,
}) => {
  await experienced(ctx);
  const own = "Please look at the error of the key AK-9001 once more [1].";
  fake.script({ kind: "answer", text: own });
  const ports = await testPorts(ctx, { endpoint: llm() });
  const first = await arrives(ctx, {
    subject: "Key rejected",
    body: "Our key AK-9001 is rejected with an error.",
  });
  await runsOn(ctx, first, ports);
  expect(await cards(ctx, first.ticketId)).toMatchObject([
    { engine: "apprentice", status: "open", text: learntReply("AK-9001"), degraded: null },
  ]);

  fake.script({ kind: "answer", text: `${learntReply("AK-9002")} [1]` });
  const second = await arrives(ctx, {
    subject: "Key rejected",
    body: "Our key AK-9002 is rejected with an error.",
  });
  await runsOn(ctx, second, ports);
  expect(await cards(ctx, second.ticketId)).toMatchObject([
    { engine: "llm", status: "open", text: learntReply("AK-9002") },
  ]);
});

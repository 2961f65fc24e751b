/** The day's tokens: up to the last one the model is asked, beyond it the apprentice drafts and says so, and a new day begins anew. */
import { expect } from "vitest";
import { noteCall, saveUsage } from "#lib/models/model-usage";
import { withinTokens } from "#lib/models/token-budget";
import { agentCtx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { recordExamples } from "./commands";
import { heldBack } from "./held-back";
import { runAgent } from "./loop";
import { arrives, closedTicket, testPorts } from "./testing/environment";

const endpoint = { baseUrl: "http://127.0.0.1:9", apiKey: null, model: "fake-1", api: "chat" } as const;
const budget = { perDay: 1_000 };
const nextDay = () => new Date(Date.now() + 24 * 3_600_000);

test("the model is asked while the day's tokens last, and again the next day", async ({ ctx }) => {
  expect(await withinTokens(ctx, endpoint, budget)).toEqual({ endpoint, spent: null });
  noteCall(endpoint.model, { inputTokens: 600, outputTokens: 399 });
  expect(await withinTokens(ctx, endpoint, budget)).toEqual({ endpoint, spent: null });
  await saveUsage(ctx);
  noteCall(endpoint.model, { outputTokens: 1 });
  // What another worker wrote down and what this one counted since are one sum.
  const over = await withinTokens(ctx, endpoint, budget);
  expect(over).toEqual({ endpoint: null, spent: expect.stringContaining("1,000 tokens of fake-1") });
  expect(await withinTokens(ctx, endpoint, { perDay: null })).toEqual({ endpoint, spent: null });
  expect(await withinTokens(ctx, endpoint, undefined)).toEqual({ endpoint, spent: null });
  await saveUsage(ctx);
  expect(await withinTokens({ ...ctx, now: nextDay }, endpoint, budget)).toEqual({ endpoint, spent: null });
  expect(await heldBack(ctx)).toMatchObject({ modelCalls: 1, tokens: 1_000 });
});

test("beyond the day's tokens no request leaves, and the card says who wrote it", async ({ ctx }) => {
  for (let number = 0; number < 12; number++) {
    const ticketId = await closedTicket(ctx, {
      subject: "Key rejected",
      turns: [
        { body: `Our key AK-${4000 + number} is rejected with an error.` },
        { body: `Please renew the key AK-${4000 + number} in the console.`, kind: "analyst_reply" },
      ],
    });
    await recordExamples(systemCtx("learning", ctx.db), { examples: [{ ticketId }] });
  }
  noteCall(endpoint.model, { outputTokens: 1_000 });
  const ports = await testPorts(ctx, { endpoint });
  const policy: typeof ports.policy = async (at) => ({ ...(await ports.policy(at)), tokens: budget });
  const { ticketId, eventId } = await arrives(ctx, {
    subject: "Key rejected",
    body: "Our key AK-7001 is rejected with an error.",
  });
  const run = await runAgent(agentCtx(ctx.db), { ticketId, eventId }, { ...ports, policy });
  expect(run?.suggestion).toMatchObject({
    engine: "apprentice",
    degraded: expect.stringContaining("are used up. The built-in apprentice wrote this instead."),
  });
});

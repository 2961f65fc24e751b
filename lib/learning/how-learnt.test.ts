/** The kind whose answer was learnt most visibly: found from runs on closed tickets. */
import { expect } from "vitest";
import { agentCtx, systemCtx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { recordAgentRun } from "#lib/suggestions/commands";
import { runInput } from "#lib/suggestions/testing/fixtures";
import { recordEvent } from "#lib/tickets/commands";
import { howLearnt } from "./how-learnt";

const lookUp = { payload: { call: { tool: "list_addresses", arguments: {} } } };

test("a kind that went from silence to proposals is shown from its first question on", async ({ db }) => {
  expect(await howLearnt(ctxAs(db, "viewer"))).toBeNull();
  const ask = async (
    category: string,
    probability: number | null,
    kind: "reply" | "diagnostic" = "reply",
  ) => {
    const ctx = { ...systemCtx("connector", db), now: () => new Date() };
    const id = unique("ticket");
    const event = {
      source: "test",
      ticketExternalId: id,
      at: new Date(),
      actorKind: "customer" as const,
      actorName: "Mira",
      ticket: { subject: "Which addresses?", category },
    };
    const written = await recordEvent(ctx, {
      ...event,
      externalId: `${id}/1`,
      kind: "customer_message",
      body: "Which?",
      runsAgent: false,
    });
    const made = runInput(
      written.ticketId,
      written.eventId,
      probability === null ? null : { kind, text: "The list.", ...(kind === "diagnostic" && lookUp) },
    );
    const gate = {
      verdict: probability === null ? ("abstain" as const) : ("show" as const),
      probability: probability ?? 0.05,
      threshold: 0.4,
      certified: false,
      labelsNeeded: 10,
      explored: false,
      propensity: 1,
      features: {},
    };
    await recordAgentRun(agentCtx(db), { ...made, gate });
    await recordEvent(ctx, {
      ...event,
      externalId: `${id}/2`,
      kind: "status_change",
      data: { to: "closed" },
    });
    return written.ticketId;
  };
  for (let n = 0; n < 5; n++) await ask("always known", 0.9);
  const first = await ask("learnt", null);
  for (const probability of [0.5, 0.8, 0.6]) await ask("learnt", probability);
  await ask("surer, but a look-up", null);
  for (const probability of [0.9, 0.95, 0.99]) await ask("surer, but a look-up", probability, "diagnostic");
  for (const probability of [null, 0.9, 0.9, 0.99, 0.99, 0.99, null])
    await ask("surer, but without an answer in the end", probability);
  const runs = await howLearnt(ctxAs(db, "viewer"));
  expect(runs?.map(({ category }) => category)).toEqual(Array(4).fill("learnt"));
  expect(runs?.[0]).toMatchObject({ ticketId: first, outcome: "abstained", probability: 0.05 });
  expect(runs?.at(-1)).toMatchObject({ outcome: "proposed", probability: 0.6 });
});

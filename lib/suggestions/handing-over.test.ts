/** Handing a case over: what is left of it for the next person, and how it comes back. */
import { expect } from "vitest";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { createQueue } from "#lib/team/queues/commands";
import { assign } from "#lib/tickets/commands";
import { decide, undoDecision } from "./commands";
import type { Recipient } from "./model";
import { person, ticketWithProposal } from "./testing/fixtures";
import { eventsOf, ticketRow } from "./testing/written";

test("handing over leaves the brief and frees the ticket; undo gives it back", async ({ ctx }) => {
  const analyst = await person(ctx);
  const { ticketId, suggestion } = await ticketWithProposal(ctx, {
    kind: "escalation",
    text: "Needs a database engineer.",
    payload: {
      brief: {
        about: { text: "A replica lags." },
        known: [{ text: "The lag is 90 s", eventId: 1 }],
        tried: [],
        open: [{ text: "Why?" }],
        suggested: [{ text: "Restart the sender." }],
      },
    },
  });
  await assign(analyst, { ticketId, assigneeId: analyst.actor.id });
  const decided = await decide(analyst, {
    suggestionId: suggestion.id,
    verdict: "hand_over",
    mutationId: unique(),
  });
  const events = await eventsOf(ctx, ticketId);
  const { body } = events.find(({ kind }) => kind === "handover") ?? {};
  expect(body).toContain("Open: Why? Suggested: Restart the sender.");
  expect(body).not.toContain("The lag is 90 s");
  expect(await ticketRow(ctx, ticketId)).toMatchObject({ assigneeId: null, agentState: "handed_over" });
  await undoDecision(analyst, { decisionId: decided.id });
  expect(await ticketRow(ctx, ticketId)).toMatchObject({
    assigneeId: analyst.actor.id,
    agentState: "proposed",
  });
});

test("a case is handed over to a person or a queue, with one line; undone, it is where it was", async ({
  ctx,
}) => {
  const [analyst, colleague] = [await person(ctx), await person(ctx)];
  const queueId = (
    await createQueue(await person(ctx, "lead"), { key: unique("q").replace("_", "-"), name: "Tier 2" })
  ).id;
  const handOver = async (recipient: Recipient) => {
    const { ticketId, suggestion } = await ticketWithProposal(ctx);
    await assign(analyst, { ticketId, assigneeId: analyst.actor.id });
    const verdict = "hand_over" as const;
    const given = { suggestionId: suggestion.id, verdict, mutationId: unique(), recipient };
    const { id: decisionId } = await decide(analyst, given);
    const event = (await eventsOf(ctx, ticketId)).find(({ kind }) => kind === "handover");
    const row = await ticketRow(ctx, ticketId);
    await undoDecision(analyst, { decisionId });
    expect(await ticketRow(ctx, ticketId)).toMatchObject({ assigneeId: analyst.actor.id, queueId: null });
    return { event, row };
  };
  const toPerson = await handOver({ kind: "person", id: colleague.actor.id });
  expect(toPerson.row).toMatchObject({ assigneeId: colleague.actor.id });
  expect(toPerson.event).toMatchObject({ data: { to: colleague.actor.name } });
  expect(toPerson.event?.body).toBe(
    `${analyst.actor.name} escalated this instead of accepting the agent's proposal. Open: The message of Mira Castellane has no answer yet.`,
  );
  const toQueue = await handOver({ kind: "queue", id: queueId });
  expect(toQueue.row).toMatchObject({ assigneeId: null, queueId });
  expect(toQueue.event).toMatchObject({ data: { to: "Tier 2" } });
});

test("an escalation of what nobody has, accepted, assigns it", async ({ ctx }) => {
  const analyst = await person(ctx);
  const escalated = await ticketWithProposal(ctx, { kind: "escalation", text: "Look at this.", payload: {} });
  await decide(analyst, { suggestionId: escalated.suggestion.id, verdict: "accept", mutationId: unique() });
  expect(await ticketRow(ctx, escalated.ticketId)).toMatchObject({ assigneeId: analyst.actor.id });
});

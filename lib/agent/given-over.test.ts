/** Cases that are always given to somebody before they are answered are given to somebody. */
import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { suggestion } from "#db/schema/suggestions";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { decide } from "#lib/suggestions/commands";
import { person } from "#lib/suggestions/testing/fixtures";
import { reply } from "#lib/tickets/replies/commands";
import { arrives, closedTicket, runsOn, testPorts } from "./testing/environment";

const asked = (times: string) =>
  `This was the ${times} outage this year and we review our contract with you.`;
const answer = "I lead the support team and call you today with the report of each of them.";

/** A team on which each complaint went from one person to another before it was answered. */
async function experienced(ctx: Ctx) {
  const ports = await testPorts(ctx);
  const [first, lead] = [await person(ctx, "analyst"), await person(ctx, "lead")];
  const given = (to: Ctx) => ({
    body: "",
    kind: "assignment" as const,
    data: { to: "id" in to.actor ? to.actor.id : "" },
  });
  for (let number = 0; number < 12; number++) {
    const isComplaint = number % 2 === 0;
    const ticketId = await closedTicket(ctx, {
      subject: isComplaint ? "Our contract" : "Change of address",
      turns: isComplaint
        ? [
            { body: asked(["second", "third", "fourth"][number % 3] ?? "") },
            given(first),
            given(lead),
            { body: answer, kind: "analyst_reply" },
          ]
        : [
            { body: "How do I change the address on our invoices?" },
            given(first),
            { body: "You change it under Account, Billing.", kind: "analyst_reply" },
          ],
    });
    await ports.apprentice.learn(systemCtx("learning", ctx.db), { ticketId });
  }
  return ports;
}

test("the card is the hand-over and says how often that was done; what was said afterwards is not offered", async ({
  ctx,
}) => {
  const ports = await experienced(ctx);
  const arrival = await arrives(ctx, { subject: "Our contract", body: asked("third") });
  await runsOn(ctx, arrival, ports);
  const cards = await ctx.db
    .select()
    .from(suggestion)
    .where(and(eq(suggestion.ticketId, arrival.ticketId), eq(suggestion.status, "open")));
  const card = cards.find(({ kind }) => kind !== "triage");
  expect(card).toMatchObject({
    kind: "escalation",
    text: "Cases like this were handed over before they were answered, 6 of 6 times.",
  });
  expect(JSON.stringify(card?.payload)).not.toContain("I lead the support team");
});

test("an analyst who rejects it is not asked again", async ({ ctx }) => {
  const ports = await experienced(ctx);
  const arrival = await arrives(ctx, { subject: "Our contract", body: asked("third") });
  await runsOn(ctx, arrival, ports);
  const cardsOf = async () => {
    const rows = await ctx.db.select().from(suggestion).where(eq(suggestion.ticketId, arrival.ticketId));
    return rows.filter(({ kind }) => kind === "escalation");
  };
  const [card] = await cardsOf();
  await decide(await person(ctx, "analyst"), {
    suggestionId: card?.id ?? 0,
    mutationId: unique(),
    verdict: "reject",
    reason: "not_needed",
  });
  const again = await arrives(ctx, { ticketExternalId: arrival.ticketExternalId, body: asked("fourth") });
  await runsOn(ctx, again, ports);
  expect((await cardsOf()).map(({ id }) => id)).toEqual([card?.id]);
});

test("who answers instead of taking it was told once, and nobody is passed over who comes back", async ({
  ctx,
}) => {
  const ports = await experienced(ctx);
  const arrival = await arrives(ctx, { subject: "Our contract", body: asked("third") });
  await runsOn(ctx, arrival, ports);
  await reply(await person(ctx, "analyst"), {
    ticketId: arrival.ticketId,
    text: "We are sorry. I ask the lead.",
  });
  const again = await arrives(ctx, {
    ticketExternalId: arrival.ticketExternalId,
    body: "Nothing came of it, and it happened once more tonight.",
  });
  await runsOn(ctx, again, ports);
  const cards = await ctx.db.select().from(suggestion).where(eq(suggestion.ticketId, arrival.ticketId));
  const told = cards.filter(({ kind }) => kind === "escalation").map(({ text, status }) => [status, text]);
  expect(told).toEqual([
    ["unused", expect.stringMatching(/^Cases like this were handed over/)],
    ["open", expect.stringMatching(/^The customer waits for an answer/)],
  ]);
});

/** Where somebody is asked to take a case, news to which there is nothing to say does not take that back. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { suggestion } from "#db/schema/suggestions";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { arrives, runsOn, testPorts } from "./testing/environment";

const openCards = async (ctx: Ctx, ticketId: number) =>
  (await ctx.db.select().from(suggestion).where(eq(suggestion.ticketId, ticketId))).flatMap(
    ({ status, kind }) => (status === "open" && kind !== "triage" ? [kind] : []),
  );

test("the hand-over stands, whatever the customer adds, until all is well", async ({ ctx }) => {
  const ports = await testPorts(ctx);
  const asked = await arrives(ctx, { body: "Our API key was leaked, please help." });
  await runsOn(ctx, asked, ports);
  expect(await openCards(ctx, asked.ticketId)).toEqual(["escalation"]);
  const { ticketExternalId } = asked;
  await runsOn(ctx, await arrives(ctx, { ticketExternalId, body: "It is the one of the web shop." }), ports);
  expect(await openCards(ctx, asked.ticketId)).toEqual(["escalation"]);
  await runsOn(ctx, await arrives(ctx, { ticketExternalId, body: "Thanks, it works again!" }), ports);
  expect(await openCards(ctx, asked.ticketId)).toEqual([]);
});

/** While a ticket belongs to a confirmed major incident its own card rests, but not where a human has to go on in any case. */
import { expect } from "vitest";
import { incident } from "#db/schema/incidents";
import { abstainAtOnce } from "#lib/agent/observe";
import { observation } from "#lib/agent/queries";
import { test } from "#lib/platform/testing/database";
import { message, person, ticketWithMessage } from "#lib/suggestions/testing/fixtures";
import { closeMajor, confirmMajor, joinIncident } from "./commands";

test("a joined ticket is left alone until the incident is over; a threat is handed over all the same", async ({
  ctx,
}) => {
  const analyst = await person(ctx);
  const at = ctx.now();
  const [made] = await ctx.db
    .insert(incident)
    .values({
      title: "Trouble",
      source: "tickets",
      sourceName: "Customers",
      startsAt: at,
      openedAt: at,
      lastJoinAt: at,
      major: "proposed",
    })
    .returning();
  const incidentId = made?.id ?? 0;
  const { ticketId, externalId } = await ticketWithMessage(ctx, "The volume vol-77 is slow.");
  const why = async (body: string) => {
    const eventId = await message(ctx, externalId, body);
    return abstainAtOnce(await observation(ctx, { ticketId, eventId }));
  };
  expect(await why("Still slow, please help.")).toBeNull();
  await joinIncident(analyst, { incidentId, ticketId });
  await confirmMajor(analyst, { incidentId });
  expect(await why("Is there any news on it?")).toBe("major_incident");
  expect(await why("If this is not solved today I will get my lawyer and take legal action.")).toBeNull();
  await closeMajor(analyst, { incidentId });
  expect(await why("It is slow again, what can I do?")).toBeNull();
});

/** While a ticket belongs to a confirmed major incident its own card rests, but not where a human has to go on in any case. */
import { expect } from "vitest";
import { incident } from "#db/schema/incidents";
import { abstainAtOnce } from "#lib/agent/observe";
import { observation } from "#lib/agent/queries";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { recordRun } from "#lib/suggestions/agent-run";
import { AgentRunInput } from "#lib/suggestions/inputs";
import { message, person, runInput, ticketWithMessage } from "#lib/suggestions/testing/fixtures";
import { recordEvent } from "#lib/tickets/commands";
import { timeline } from "#lib/tickets/queries";
import { closeMajor, confirmMajor, declineTicket, joinIncident } from "./commands";
import { resumeRested } from "./resuming";

test("a joined ticket is left alone until the incident is over; a threat is handed over all the same", async ({
  ctx,
}) => {
  const analyst = await person(ctx);
  const incidentId = await proposedIncident(ctx);
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

test("what was asked while the card rested is looked at once it rests no more: the incident ended, or the ticket left", async ({
  ctx,
}) => {
  const analyst = await person(ctx);
  const machine = systemCtx("major", ctx.db);
  for (const end of ["closes", "leaves", "answered"] as const) {
    const incidentId = await proposedIncident(ctx);
    const { ticketId, externalId } = await ticketWithMessage(ctx, "The volume vol-77 is slow.");
    await joinIncident(analyst, { incidentId, ticketId });
    await confirmMajor(analyst, { incidentId });
    const eventId = await message(ctx, externalId, "And can you make vol-77 larger?");
    const silent = { ...runInput(ticketId, eventId, null), reason: "major_incident" as const };
    await recordRun(ctx, AgentRunInput.parse(silent));
    expect(await resumeRested(machine)).toEqual([]);
    if (end === "leaves") await declineTicket(analyst, { incidentId, ticketId });
    if (end === "answered")
      await recordEvent(machine, {
        source: "test",
        externalId: unique(),
        ticketExternalId: externalId,
        kind: "analyst_reply",
        at: ctx.now(),
        actorKind: "analyst",
        actorName: "Ada",
        body: "It is larger now.",
      });
    if (end !== "leaves") await closeMajor(analyst, { incidentId });
    expect(await resumeRested(machine), end).toEqual(end === "answered" ? [] : [ticketId]);
    if (end === "answered") continue;
    expect(await resumeRested(machine)).toEqual([]);
    const trigger = (await timeline(ctx, ticketId)).at(-1)?.id ?? 0;
    const seen = await observation(ctx, { ticketId, eventId: trigger });
    expect(abstainAtOnce(seen)).toBeNull();
    expect(seen.event.body).toBe("And can you make vol-77 larger?");
  }
});

async function proposedIncident(ctx: Ctx): Promise<number> {
  const at = ctx.now();
  const times = { startsAt: at, openedAt: at, lastJoinAt: at };
  const [made] = await ctx.db
    .insert(incident)
    .values({ title: "Trouble", source: "tickets", sourceName: "Customers", ...times, major: "proposed" })
    .returning();
  return made?.id ?? 0;
}

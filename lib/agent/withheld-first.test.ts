/** Where the likeliest answer may not be said, the next sound one is, or somebody is told: a known kind is not met with silence. */
import { and, eq, ne } from "drizzle-orm";
import { expect } from "vitest";
import { suggestion } from "#db/schema/suggestions";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { arrives, closedTicket, runsOn, testPorts } from "./testing/environment";

const streets = ["Elm Street", "Mill Lane", "Harbour Road", "Station Road", "Church Lane", "Park Street"];
const reported = (street: string) => `The street lamp in front of number 4, ${street}, is dark since Monday.`;
const passedOn = "I have given your report to the road crew.";

/** A town's desk: lamps are passed on, and other questions are answered by heart. */
async function experienced(ctx: Ctx) {
  const ports = await testPorts(ctx);
  for (const street of streets)
    for (const [subject, asked, answer] of [
      ["Street lamp", reported(street), passedOn],
      ["Bins", `When are the bins in ${street} emptied?`, "The bins are emptied on Tuesdays before eight."],
    ] as const) {
      const ticketId = await closedTicket(ctx, {
        subject,
        turns: [{ body: asked }, { body: answer, kind: "analyst_reply" }],
      });
      await ports.apprentice.learn(systemCtx("learning", ctx.db), { ticketId });
    }
  return ports;
}

test("what is told as done and was not is left out, and whoever waits is handed over", async ({ ctx }) => {
  const ports = await experienced(ctx);
  const arrival = await arrives(ctx, { subject: "Street lamp", body: reported("Mill Lane") });
  await runsOn(ctx, arrival, ports);
  const cards = await ctx.db
    .select({ kind: suggestion.kind, text: suggestion.text })
    .from(suggestion)
    .where(and(eq(suggestion.ticketId, arrival.ticketId), ne(suggestion.kind, "triage")));
  expect(cards).toEqual([{ kind: "escalation", text: expect.stringContaining("“I have given”") }]);
});

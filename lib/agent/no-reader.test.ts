/** An alert on whose ticket no customer wrote is given to a human, not answered with what customers were told. */
import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { suggestion } from "#db/schema/suggestions";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { arrives, closedTicket, runsOn, testPorts } from "./testing/environment";

const complaint = "Writes to the volumes are slow, the latency is above its limit.";
const answer = "Please send me the id of the volume, it starts with vol-.";

test("the card is a hand-over, and the customers' answer is not among what it offers", async ({ ctx }) => {
  const ports = await testPorts(ctx);
  for (let number = 0; number < 8; number++) {
    const ticketId = await closedTicket(ctx, {
      subject: "Slow volumes",
      turns: [{ body: complaint }, { body: answer, kind: "analyst_reply" }],
    });
    await ports.apprentice.learn(systemCtx("learning", ctx.db), { ticketId });
  }
  const cardOf = async (ticketId: number) => {
    const isOpen = and(eq(suggestion.ticketId, ticketId), eq(suggestion.status, "open"));
    const cards = await ctx.db.select().from(suggestion).where(isOpen);
    return cards.find(({ kind }) => kind !== "triage");
  };
  const asked = await arrives(ctx, { subject: "Slow volumes", body: complaint });
  await runsOn(ctx, asked, ports);
  expect(await cardOf(asked.ticketId)).toMatchObject({ kind: "reply", text: answer });

  const labels = { alertname: "VolumeWriteLatency" };
  const data = { fingerprint: "f1", labels };
  const alert = await arrives(ctx, {
    kind: "alert_firing",
    subject: "Slow volumes",
    body: complaint,
    data,
  });
  await runsOn(ctx, alert, ports);
  const card = await cardOf(alert.ticketId);
  expect(card?.kind).toBe("escalation");
  expect(card).not.toHaveProperty("payload.alternatives.0");
});

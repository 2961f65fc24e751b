/** A customer whose service has an open incident is passed over no more: the first card says what is being worked on. */
import { and, eq, ne } from "drizzle-orm";
import { expect } from "vitest";
import { incident } from "#db/schema/incidents";
import { statusPost } from "#db/schema/major";
import { suggestion } from "#db/schema/suggestions";
import { ticket } from "#db/schema/tickets";
import { recordAlerts } from "#lib/incidents/record-alerts";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { inbound } from "#lib/signals/testing/alerts";
import { arrives, runsOn, testPorts } from "./testing/environment";

const words = (service: string) =>
  new RegExp(`^An incident at ${service} has been open since \\d\\d:\\d\\d UTC: “`);

async function breaks(ctx: Ctx, service: string): Promise<number> {
  const alerts = [
    inbound({ name: "ErrorsHigh", labels: { alertname: "ErrorsHigh", service }, startsAt: new Date() }),
  ];
  await recordAlerts(systemCtx("test", ctx.db), { source: unique("source"), alerts });
  const [row] = await ctx.db.select().from(incident).where(eq(incident.service, service));
  return row?.id ?? 0;
}

/** What the card says first that stands on a ticket with this message. */
async function firstCard(ctx: Ctx, body: string, service: string | null = null): Promise<string | undefined> {
  const arrival = await arrives(ctx, { subject: "It fails", body });
  if (service) await ctx.db.update(ticket).set({ service }).where(eq(ticket.id, arrival.ticketId));
  await runsOn(ctx, arrival, await testPorts(ctx));
  const [card] = await ctx.db
    .select()
    .from(suggestion)
    .where(
      and(
        eq(suggestion.ticketId, arrival.ticketId),
        eq(suggestion.status, "open"),
        ne(suggestion.kind, "triage"),
      ),
    );
  return card?.text;
}

test("by what the ticket is filed under, or by the name of the service as only a name is written", async ({
  ctx,
}) => {
  const service = `pay-${unique("api")}`;
  const body = "We see errors at every second order. What is going on?";
  expect(await firstCard(ctx, body, service)).toBeUndefined();
  const incidentId = await breaks(ctx, service);
  expect(await firstCard(ctx, body, service.toUpperCase())).toMatch(words(service));
  expect(await firstCard(ctx, `${body} It is ${service}.`)).toMatch(words(service));
  expect((await firstCard(ctx, body, "billing")) ?? "").not.toMatch(words(service));
  await ctx.db.insert(statusPost).values({
    incidentId,
    stage: "identified",
    title: "Orders fail",
    text: "We are replacing a failed database node.",
    at: new Date(),
    postedBy: "Ada",
    publishedAt: new Date(),
  });
  expect(await firstCard(ctx, body, service)).toContain(
    "Customers were told: “We are replacing a failed database node.”",
  );
});

test("not by a word that anybody writes, nor of an incident that has ended", async ({ ctx }) => {
  const service = unique("mail").replaceAll(/[^a-z]/gu, "");
  const incidentId = await breaks(ctx, service);
  expect((await firstCard(ctx, `Our ${service} does not arrive.`)) ?? "").not.toMatch(words(service));
  await ctx.db.update(incident).set({ status: "resolved", firing: 0 }).where(eq(incident.id, incidentId));
  expect((await firstCard(ctx, "Is it down?", service)) ?? "").not.toMatch(words(service));
});

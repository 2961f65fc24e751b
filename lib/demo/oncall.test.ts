/** The demo has somebody on call at every hour, and one page that was answered. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { page, pageEvent } from "#db/schema/oncall";
import { ticket } from "#db/schema/tickets";
import { onCallOverview } from "#lib/oncall/queries";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { recordEvent } from "#lib/tickets/commands";
import { alertEvent } from "./live-events";
import { prepareOncall } from "./oncall";
import { story } from "./story/story";
import { personId, seedTeam } from "./team";

test("whenever it begins, two weeks have no gap, and the answered page stands with whoever answered", async ({
  ctx,
}) => {
  await seedTeam(ctx, story.queues, story.people);
  const labels = { alertname: "Full", service: "x" };
  const alert = { fingerprint: "demo-oncall-test", labels, annotations: { summary: "Full" } };
  const place = { externalId: "oncall-test/0", ticketExternalId: "oncall-test", at: new Date() };
  const { ticketId } = await recordEvent(systemCtx("test", ctx.db), alertEvent(place, "firing", alert));
  await ctx.db.update(ticket).set({ status: "closed" }).where(eq(ticket.id, ticketId));
  await prepareOncall(ctx);
  await prepareOncall(ctx);
  const now = await onCallOverview(ctx);
  expect(now.map(({ name, firstGap }) => [name, firstGap])).toEqual([
    ["Incident lead", null],
    ["Platform on call", null],
  ]);
  expect(now[1]?.now.userIds).toEqual([personId("tomas")]);
  const rows = await ctx.db.select().from(page).where(eq(page.ticketId, ticketId));
  expect(rows).toMatchObject([{ status: "resolved", ownerId: personId("tomas") }]);
  const events = await ctx.db
    .select()
    .from(pageEvent)
    .where(eq(pageEvent.pageId, rows[0]?.id ?? 0));
  expect(events.map(({ kind }) => kind)).toEqual(["opened", "called", "acknowledged", "resolved"]);
});

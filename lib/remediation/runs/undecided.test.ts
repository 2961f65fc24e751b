/** What nobody decides on in time is counted, calls whoever is on call, and becomes a case for a person. */
import { desc, eq } from "drizzle-orm";
import { expect } from "vitest";
import { page } from "#db/schema/oncall";
import { suggestion } from "#db/schema/suggestions";
import { runsOn, testPorts } from "#lib/agent/testing/environment";
import { openItems } from "#lib/oncall/handover/items";
import { openNight, step } from "#lib/oncall/testing/night";
import { test } from "#lib/platform/testing/database";
import { timeline } from "#lib/tickets/queries";
import { inWords } from "../model";
import { automationForEach } from "../testing/automation-for-each";
import { alertTicket, approve, installed, workerOf } from "../testing/environment";
import { expireRun } from "./expire";
import { prepareRun } from "./prepare";
import { undecidedLately } from "./queries";

const automation = automationForEach();
const service = { service: "checkout" };

test("a request no second person answers is counted, pages somebody by name, and is handed over with a brief", async ({
  ctx,
}) => {
  const action = await installed(ctx, automation.url, { risk: 3 });
  const { ticketId, externalId } = await alertTicket(ctx);
  const night = await openNight(ctx, ctx.now());
  const [ada, ben] = [await night.somebody(), await night.somebody()];
  await night.chain([step(5, ada)], ben.actor.id, 0, "approval");
  const before = await undecidedLately(ctx);
  const run = await prepareRun(ada, { ticketId, action, arguments: service });
  await approve(ada, run, service);
  // A shift that ends meanwhile hands it over with the rest.
  const inFlight = (await openItems(ctx)).filter(({ href }) => href === `/tickets/${ticketId}`);
  expect(inFlight).toMatchObject([
    { kind: "action", owner: ada.actor.name, nextStep: "A further approval", until: run.expiresAt },
  ]);
  const late = workerOf(ctx, () => new Date(Date.now() + 31 * 60_000));
  await expireRun(late, { runId: run.id });
  await expireRun(late, { runId: run.id });
  expect(await undecidedLately(ctx)).toBe(before + 1);
  const [called] = await ctx.db.select().from(page).where(eq(page.ticketId, ticketId));
  expect(called).toMatchObject({ cause: "approval", runId: run.id, status: "open" });
  expect(called?.brief.length).toBeLessThanOrEqual(8);

  const told = (await timeline(ctx, ticketId)).at(-1);
  const arrival = { ticketId, eventId: told?.id ?? 0, ticketExternalId: externalId };
  await runsOn(ctx, arrival, await testPorts(ctx));
  const cards = await ctx.db
    .select()
    .from(suggestion)
    .where(eq(suggestion.ticketId, ticketId))
    .orderBy(desc(suggestion.id));
  expect(cards.find(({ kind }) => kind !== "triage")).toMatchObject({
    kind: "escalation",
    text: `${inWords(action)} expired. A further approval was needed, and nobody decided in time.`,
    payload: { brief: { about: { text: expect.stringContaining("firing") } } },
  });
});

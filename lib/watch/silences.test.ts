/** Silences: what was raised in shadow mutes nothing, what was raised aloud stands in the hand-over until its end. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { queue } from "#db/schema/team";
import { ticket } from "#db/schema/tickets";
import { openItems } from "#lib/oncall/handover/items";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { person } from "#lib/suggestions/testing/fixtures";
import { recordEvent } from "#lib/tickets/commands";
import { saveWatchRule, setWatchRuleState } from "./commands";
import { watchForRules } from "./watching";

test("a silence is handed over with its end, once for a customer, and to nobody of a restricted queue", async ({
  ctx,
  db,
}) => {
  const machine = systemCtx("watch", db);
  const lead = await person(ctx, "lead");
  const word = unique("zw");
  const customer = { externalId: unique("customer"), name: "N" };
  const write = async () => {
    const id = unique();
    const at = new Date();
    const { ticketId } = await recordEvent(machine, {
      source: "webhook",
      externalId: id,
      ticketExternalId: id,
      kind: "customer_message",
      at,
      actorKind: "customer",
      actorName: "N",
      body: `${word} again`,
      customer,
    });
    return { ticketId, at };
  };
  const silences = async (minutes = 0) => {
    const now = () => new Date(Date.now() + minutes * 60_000);
    const items = await openItems({ ...ctx, now });
    return items.filter(({ kind, title }) => kind === "silence" && title.startsWith(word));
  };
  const { ruleId } = await saveWatchRule(lead, {
    name: word,
    kind: "detect",
    subject: "messages",
    match: "words",
    looksFor: [word],
    level: "P1",
    topic: "outage",
    silenceMinutes: 60,
  });
  await write();
  expect(await watchForRules(machine)).toBe(0);
  expect(await silences()).toEqual([]);

  await setWatchRuleState(lead, { ruleId, state: "on" });
  const { ticketId, at } = await write();
  expect(await watchForRules(machine)).toBe(1);
  await write();
  expect(await watchForRules(machine)).toBe(0);
  expect(await silences()).toEqual([
    {
      kind: "silence",
      title: `${word}: this customer`,
      href: `/tickets/${ticketId}`,
      owner: null,
      nextStep: "Raises nothing until then",
      until: new Date(at.getTime() + 3_600_000),
    },
  ]);
  expect(await silences(61)).toEqual([]);

  const [hidden] = await db
    .insert(queue)
    .values({ key: unique("queue"), name: "Security", isRestricted: true })
    .returning();
  await db
    .update(ticket)
    .set({ queueId: hidden?.id ?? 0 })
    .where(eq(ticket.id, ticketId));
  expect(await silences()).toEqual([]);
  await setWatchRuleState(lead, { ruleId, state: "off" });
});

/** What arrives late, or twice, is looked at, and the right card stands. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { agentRun, suggestion } from "#db/schema/suggestions";
import { retireArticle, saveArticle } from "#lib/knowledge/commands";
import type { Ctx } from "#lib/platform/context";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { recordEvent } from "#lib/tickets/commands";
import { ticketById } from "#lib/tickets/queries";
import { recordExamples } from "./commands";
import { type Arrival, arrives, closedTicket, runsOn, testPorts } from "./testing/environment";

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const runOf = async (ctx: Ctx, { eventId }: Arrival) =>
  (await ctx.db.select().from(agentRun).where(eq(agentRun.eventId, eventId)))[0];
const openCards = async (ctx: Ctx, { ticketId }: Arrival) =>
  (await ctx.db.select().from(suggestion).where(eq(suggestion.ticketId, ticketId))).filter(
    ({ status, kind }) => status === "open" && kind !== "triage",
  );

const growing = {
  kind: "article" as const,
  title: "Growing a volume that ran full",
  body: "A full volume can be grown while it is attached. Open the volume, choose Grow, enter the new size and confirm.",
  tags: ["volume"],
};
const question = "Our volume vol-77 ran full. How can we grow the volume while it is attached?";

test("a question written before our reply and delivered after it gets its card", async ({ ctx }) => {
  await saveArticle(ctx, growing);
  const ports = await testPorts(ctx);
  const ticketExternalId = unique("late");
  await arrives(ctx, { ticketExternalId, body: "Hello, is anybody there?", at: ago(30) });
  await arrives(ctx, { ticketExternalId, kind: "analyst_reply", body: "Yes. What is it?", at: ago(10) });
  const late = await arrives(ctx, { ticketExternalId, subject: "Volume full", body: question, at: ago(20) });
  await runsOn(ctx, late, ports);
  expect(await runOf(ctx, late)).toMatchObject({ outcome: "proposed" });
  expect(await ticketById(ctx, late.ticketId)).toMatchObject({ status: "open", agentState: "proposed" });
});

test("a reply from elsewhere that arrives late and is older than the question leaves its card", async ({
  ctx,
}) => {
  await saveArticle(ctx, growing);
  const ports = await testPorts(ctx);
  const asked = await arrives(ctx, { subject: "Volume full", body: question, at: ago(10) });
  const { ticketExternalId } = asked;
  await arrives(ctx, { ticketExternalId, kind: "analyst_reply", body: "We look into it.", at: ago(20) });
  await runsOn(ctx, asked, ports);
  expect(await openCards(ctx, asked)).toHaveLength(1);
  await arrives(ctx, { ticketExternalId, kind: "analyst_reply", body: "Still looking.", at: ago(15) });
  expect(await openCards(ctx, asked)).toHaveLength(1);
  await arrives(ctx, { ticketExternalId, kind: "analyst_reply", body: "Choose Grow.", at: ago(5) });
  expect(await openCards(ctx, asked)).toHaveLength(0);
  expect(await ticketById(ctx, asked.ticketId)).toMatchObject({ status: "waiting", agentState: "none" });
});

test("an alert that arrives after its end pages nobody, also beside one that still fires", async ({
  ctx,
}) => {
  const ports = await testPorts(ctx);
  const [f, g] = [{ fingerprint: unique("f") }, { fingerprint: unique("g") }];
  const ended = await arrives(ctx, {
    kind: "alert_resolved",
    subject: "Lag",
    body: "Lag",
    data: f,
    at: ago(1),
  });
  const { ticketExternalId } = ended;
  const firing = await arrives(ctx, {
    ticketExternalId,
    kind: "alert_firing",
    body: "Lag",
    data: f,
    at: ago(9),
  });
  for (const arrival of [ended, firing]) await runsOn(ctx, arrival, ports);
  expect(await runOf(ctx, firing)).toMatchObject({ outcome: "abstained", reason: "resolved" });
  const cards = await openCards(ctx, firing);
  expect(cards.filter(({ kind }) => kind === "escalation")).toEqual([]);
  const other = await arrives(ctx, {
    ticketExternalId,
    kind: "alert_firing",
    body: "Disk",
    data: g,
    at: ago(8),
  });
  await runsOn(ctx, other, ports);
  expect(await runOf(ctx, other)).toMatchObject({ outcome: "handed_over" });
  const endedTwice = await arrives(ctx, {
    ticketExternalId,
    kind: "alert_resolved",
    body: "Lag",
    data: f,
    at: ago(0),
  });
  await runsOn(ctx, endedTwice, ports);
  expect((await openCards(ctx, other)).map(({ kind }) => kind)).toEqual(["escalation"]);
});

test("an edited question is answered as it stands now, and a deleted one not at all", async ({ ctx }) => {
  await saveArticle(ctx, growing);
  const ports = await testPorts(ctx);
  const said = (externalId: string, body: string, more = {}) =>
    recordEvent(systemCtx("test", ctx.db), {
      source: "chat",
      externalId,
      ticketExternalId: id,
      kind: "customer_message",
      at: ago(5),
      actorKind: "customer",
      actorName: "Ann",
      body,
      ticket: { subject: "Volume full" },
      ...more,
    });
  const id = unique("edited");
  const asked = { ...(await said(`${id}-1`, question)), ticketExternalId: id };
  await runsOn(ctx, asked, ports);
  const [before] = await openCards(ctx, asked);
  const edited = { ...asked, ...(await said(`${id}-1`, question.replace("vol-77", "vol-78"))) };
  expect(await openCards(ctx, asked)).toEqual([]);
  await runsOn(ctx, edited, ports);
  const [after] = await openCards(ctx, asked);
  expect(after?.id).toBeGreaterThan(before?.id ?? 0);
  const deletion = { kind: "message_deleted", deletes: `${id}-1` };
  const deleted = { ...asked, ...(await said(`${id}-1/deleted`, "", deletion)) };
  await runsOn(ctx, deleted, ports);
  expect(await openCards(ctx, asked)).toEqual([]);
  expect((await ticketById(ctx, asked.ticketId)).agentState).not.toBe("proposed");
});

test("a card answers what was said before it: where nothing is known to what is new, none stays", async ({
  ctx,
}) => {
  const article = await saveArticle(ctx, {
    kind: "article",
    title: "Watering the ficus in the lobby",
    body: "The ficus in the lobby is watered on Mondays and Thursdays, with half a litre each time.",
    tags: ["ficus"],
  });
  const ports = await testPorts(ctx);
  const asked = await arrives(ctx, {
    subject: "Ficus",
    body: "On which days is the ficus in the lobby watered?",
  });
  await runsOn(ctx, asked, ports);
  expect(await openCards(ctx, asked)).toHaveLength(1);
  await retireArticle(ctx, { id: article.id });
  const { ticketExternalId } = asked;
  const more = await arrives(ctx, { ticketExternalId, body: "And who repairs the lamp?" });
  await runsOn(ctx, more, ports);
  expect(await runOf(ctx, more)).toMatchObject({ outcome: "abstained" });
  expect(await openCards(ctx, asked)).toEqual([]);
});

test("a look-up that was proposed and made elsewhere leaves no card that proposes it", async ({ ctx }) => {
  const lookUp = (volume: string, result: Record<string, unknown>) => {
    const call = { tool: "describe_volume", callId: unique("call") };
    return [
      { kind: "tool_call" as const, body: "", data: { ...call, arguments: { volume } } },
      { kind: "tool_result" as const, body: "", data: { ...call, result } },
    ];
  };
  for (const [at, answer] of [
    "Done.",
    "See above, Kim.",
    "It was moved over.",
    "Gone to the night shift.",
  ].entries()) {
    const turns = [
      { body: `Our volume vol-${at}a7 hangs since noon, please look.` },
      ...lookUp(`vol-${at}a7`, { state: "stuck" }),
      { kind: "analyst_reply" as const, body: answer },
    ];
    const ticketId = await closedTicket(ctx, { subject: "Volume hangs", turns });
    await recordExamples(systemCtx("learning", ctx.db), { examples: [{ ticketId }] });
  }
  const ports = await testPorts(ctx);
  const ticketExternalId = unique("looked-up");
  const asked = await arrives(ctx, {
    ticketExternalId,
    subject: "Volume hangs",
    body: "Our volume vol-9e1 hangs since noon, please look.",
  });
  await runsOn(ctx, asked, ports);
  expect(await openCards(ctx, asked)).toMatchObject([{ kind: "diagnostic" }]);
  const [call, found] = lookUp("vol-9e1", { state: "gone", shelf: "B-17" });
  await arrives(ctx, { ticketExternalId, ...(call ?? { body: "" }) });
  const result = await arrives(ctx, { ticketExternalId, ...(found ?? { body: "" }) });
  await runsOn(ctx, result, ports);
  expect(await runOf(ctx, result)).toMatchObject({ outcome: "handed_over" });
  expect(await openCards(ctx, asked)).toMatchObject([{ kind: "escalation" }]);
});

/** Mail of which nobody is sure who wrote it: somebody says so, the ticket and the card follow, and it can be withdrawn. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { audit } from "#db/schema/platform";
import { agentRun, suggestion } from "#db/schema/suggestions";
import { ticketEvent } from "#db/schema/tickets";
import { saveArticle } from "#lib/knowledge/commands";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { moveStatus, setOrigin } from "#lib/tickets/commands";
import { ticketById, ticketDetail } from "#lib/tickets/queries";
import { type Arrival, arrives, runsOn, testPorts } from "./testing/environment";

const unsure = "I am on annual leave and cannot sign off the change.";
const state = async (ctx: Ctx, { ticketId }: Arrival) => {
  const { status, dueReason, agentState, snippet } = await ticketById(ctx, ticketId);
  return { status, dueReason, agentState, snippet };
};
const openCards = async (ctx: Ctx, { ticketId }: Arrival) =>
  (await ctx.db.select().from(suggestion).where(eq(suggestion.ticketId, ticketId))).filter(
    ({ status, kind }) => status === "open" && kind !== "triage",
  );

/** A resolved ticket on which a mail comes in that may be automatic. */
async function doubted(ctx: Ctx) {
  const ports = await testPorts(ctx);
  const ticketExternalId = unique("doubt");
  const first = await arrives(ctx, { ticketExternalId, body: "Please restart vm-1.", subject: "Restart" });
  await moveStatus(ctx, { ticketId: first.ticketId, to: "solved" });
  const before = await state(ctx, first);
  const mail = await arrives(ctx, { ticketExternalId, body: unsure });
  await runsOn(ctx, mail, ports);
  return { ports, mail, before };
}

test("the card asks; said to be automatic, the mail opens nothing again; withdrawn, it is asked once more", async ({
  db,
}) => {
  const ctx = ctxAs(db, "analyst");
  const { ports, mail, before } = await doubted(ctx);
  const [card] = await openCards(ctx, mail);
  expect(card).toMatchObject({ kind: "escalation", payload: { doubts: mail.eventId } });
  const asked = await state(ctx, mail);
  expect(asked).toMatchObject({ status: "open", dueReason: "answer", agentState: "proposed" });

  await setOrigin(ctx, { eventId: mail.eventId, origin: "automatic" });
  expect(await state(ctx, mail)).toEqual(before);
  expect(await openCards(ctx, mail)).toEqual([]);
  const { readings } = await ticketDetail(ctx, mail.ticketId);
  expect(readings).toContainEqual(expect.objectContaining({ eventId: mail.eventId, automatic: "notice" }));

  const { eventId } = await setOrigin(ctx, { eventId: mail.eventId, origin: null });
  await runsOn(ctx, { ...mail, eventId }, ports);
  expect(await state(ctx, mail)).toEqual(asked);
  expect(await openCards(ctx, mail)).toMatchObject([{ payload: { doubts: mail.eventId } }]);

  const rows = await db
    .select()
    .from(audit)
    .where(eq(audit.entityId, String(mail.ticketId)));
  expect(rows.filter(({ action }) => action === "ticket.set_origin")).toHaveLength(2);
  const kinds = await db.select().from(ticketEvent).where(eq(ticketEvent.ticketId, mail.ticketId));
  expect(kinds.filter(({ kind }) => kind === "origin_change")).toHaveLength(2);
});

test("said to be a person's, it is considered as any message", async ({ db }) => {
  const ctx = ctxAs(db, "analyst");
  await saveArticle(ctxAs(db, "lead"), {
    kind: "article",
    title: "Signing off a change during annual leave",
    body: "Who is on annual leave and cannot sign off a change names a deputy. Open the change, choose Deputy, enter the name.",
    tags: ["change"],
  });
  const { ports, mail } = await doubted(ctx);
  const { eventId } = await setOrigin(ctx, { eventId: mail.eventId, origin: "person" });
  expect(await openCards(ctx, mail)).toEqual([]);
  expect(await state(ctx, mail)).toMatchObject({ status: "open", agentState: "running" });
  await runsOn(ctx, { ...mail, eventId }, ports);
  const cards = await openCards(ctx, mail);
  expect(cards.filter(({ payload }) => "doubts" in payload)).toEqual([]);
  const [run] = await db.select().from(agentRun).where(eq(agentRun.eventId, eventId));
  expect(run?.outcome).not.toBe("failed");
  expect(run?.reason).not.toBe("no_question");
});

test("where an earlier question waits, automatic mail after it has that looked at again", async ({ db }) => {
  const ctx = ctxAs(db, "analyst");
  const ports = await testPorts(ctx);
  const ticketExternalId = unique("doubt");
  await arrives(ctx, { ticketExternalId, body: "How can we grow vol-77?", subject: "Grow" });
  const mail = await arrives(ctx, { ticketExternalId, body: unsure });
  await runsOn(ctx, mail, ports);
  const { eventId } = await setOrigin(ctx, { eventId: mail.eventId, origin: "automatic" });
  expect(await state(ctx, mail)).toMatchObject({ dueReason: "answer", agentState: "running" });
  await runsOn(ctx, { ...mail, eventId }, ports);
  const [run] = await db.select().from(agentRun).where(eq(agentRun.eventId, eventId));
  expect(run?.reason).not.toBe("no_question");
  expect((await openCards(ctx, mail)).filter(({ payload }) => "doubts" in payload)).toEqual([]);
});

test("only what a customer wrote can be automatic mail", async ({ db }) => {
  const ctx = ctxAs(db, "analyst");
  const ticketExternalId = unique("doubt");
  await arrives(ctx, { ticketExternalId, body: "Hello?" });
  const reply = await arrives(ctx, { ticketExternalId, kind: "analyst_reply", body: "Hello." });
  await expect(setOrigin(ctx, { eventId: reply.eventId, origin: "automatic" })).rejects.toMatchObject({
    code: "unprocessable",
  });
  await expect(
    setOrigin(systemCtx("test", db), { eventId: 2_000_000_000, origin: "person" }),
  ).rejects.toMatchObject({ code: "not_found" });
});

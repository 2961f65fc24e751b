/** Mail through the signed webhook: HTML becomes text, automatic mail is told by its headers and changes nothing. */
import { expect } from "vitest";
import { freshConnector, message, signedRequest } from "#lib/connectors/testing/webhook-requests";
import { customerLinks } from "#lib/customers/queries";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { ticketById, timeline } from "#lib/tickets/queries";
import { POST } from "./route";

type Connector = Awaited<ReturnType<typeof freshConnector>>;

async function send(connector: Connector, payload: unknown): Promise<number> {
  const request = signedRequest(connector, JSON.stringify(payload));
  const response = await POST(request, { params: Promise.resolve({ connector: connector.id }) });
  const { events } = await response.json();
  expect(response.status).toBe(200);
  return events[0].ticketId;
}

test("HTML reads as its reader sees it, as html or as text", async ({ db }) => {
  const connector = await freshConnector(db, "webhook");
  const html =
    "<div>Hello,<br>our <b>disk</b> is full &amp; slow.</div><blockquote>We come back tomorrow</blockquote>";
  for (const sent of [{ text: undefined, html }, { text: html }]) {
    const ticketId = await send(connector, message({ ...sent, ticket: { id: JSON.stringify(sent) } }));
    const [event] = await timeline(systemCtx("test", db), ticketId);
    expect(event?.body).toBe("Hello,\nour disk is full & slow.\n\n> We come back tomorrow");
    expect((await ticketById(systemCtx("test", db), ticketId)).snippet).toBe(
      "Hello, our disk is full & slow.",
    );
  }
});

test.for([
  ["absence", { headers: { "Auto-Submitted": "auto-replied" } }],
  ["absence", { headers: { "X-Autoreply": "yes" } }],
  ["absence", { headers: { Subject: "Automatic reply: your ticket" }, text: "I am away until 9 March." }],
  ["notice", { headers: { precedence: "bulk" } }],
  ["notice", { headers: { "Return-Path": "<>" } }],
  ["bounce", { headers: { From: "Mail Delivery System <MAILER-DAEMON@mx.example>" } }],
  ["bounce", { headers: { "Content-Type": 'multipart/report; report-type="delivery-status"' } }],
  ["receipt", { headers: { "content-type": "multipart/report; report-type=disposition-notification" } }],
  ["notice", { automatic: true }],
  ["absence", { automatic: true, text: "我正在休假，12月5日回来。" }],
] as const)("%s by %j", async ([origin, sent], { db }) => {
  const connector = await freshConnector(db, "webhook");
  const ctx = systemCtx("test", db);
  const ticket = { id: "4711" };
  const ticketId = await send(connector, message({ ticket, text: "vm-1 hangs" }));
  await send(connector, message({ ticket, type: "status", status: "solved", text: undefined }));
  await send(connector, message({ ticket, text: "Bonjour", ...sent }));
  expect((await timeline(ctx, ticketId)).at(-1)).toMatchObject({ data: { origin } });
  expect(await ticketById(ctx, ticketId)).toMatchObject({
    status: "solved",
    dueAt: null,
    agentState: "none",
  });
});

test("what the sender knows a person wrote is a person's, whatever it says", async ({ db }) => {
  const connector = await freshConnector(db, "webhook");
  const text = "Mail delivery failed: returning message to sender. 550 5.1.1 User unknown";
  const ticketId = await send(connector, message({ text, automatic: false }));
  expect(await ticketById(systemCtx("test", db), ticketId)).toMatchObject({ dueReason: "answer" });
});

test("two connectors that verified one address: each customer is offered as the other, neither is merged", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const email = `${unique("ann")}@example.com`;
  const customers: number[] = [];
  for (const [id, verified] of [
    ["mail-ann", true],
    ["chat-7", "true"],
    ["form-1", "yes, surely"],
  ]) {
    const connector = await freshConnector(db, "webhook");
    const ticketId = await send(connector, message({ customer: { id, name: "Ann", email, verified } }));
    customers.push((await ticketById(ctx, ticketId)).customerId ?? 0);
  }
  const [mail = 0, chat = 0, form = 0] = customers;
  const offered = async (of: number) => (await customerLinks(ctx, of)).sameAddress.map(({ id }) => id);
  expect(await Promise.all([mail, chat, form].map(offered))).toEqual([[chat], [mail], []]);
});

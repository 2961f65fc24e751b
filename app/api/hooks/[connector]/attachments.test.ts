/** Files that come with messages: kept whole or said why not, seen by whoever reads the ticket, and given out safely. */

import { describe, expect } from "vitest";
import { observation } from "#lib/agent/queries";
import type { WithSecret } from "#lib/connectors/commands";
import { freshConnector, jobsOf, message, signedRequest } from "#lib/connectors/testing/webhook-requests";
import { type Ctx, systemCtx } from "#lib/platform/context";
import type { Permission } from "#lib/platform/rules";
import { ctxAs, test } from "#lib/platform/testing/database";
import { person } from "#lib/suggestions/testing/fixtures";
import { createApiKey } from "#lib/team/commands";
import { toldOf } from "#lib/tickets/event";
import { ticketById, timeline } from "#lib/tickets/queries";
import { GET } from "../../attachments/[id]/route";
import { POST } from "./route";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const picture = { name: "error.png", type: "image/png", content: png.toString("base64") };

async function send(connector: WithSecret, payload: unknown) {
  const response = await POST(signedRequest(connector, JSON.stringify(payload)), {
    params: Promise.resolve({ connector: connector.id }),
  });
  return { status: response.status, body: await response.json() };
}

/** What became of one message: its event, as it stands last. */
async function received(db: Ctx["db"], more: Record<string, unknown>) {
  const connector = await freshConnector(db, "webhook");
  const { status, body } = await send(connector, message(more));
  expect(status, JSON.stringify(body)).toBe(200);
  const { ticketId, eventId } = body.events[0];
  const [event] = await timeline(systemCtx("test", db), ticketId);
  const { attachments: files = [], flaws = [] } = event ? toldOf(event) : {};
  return { ticketId, eventId, event, files, flaws };
}

async function fetched(db: Ctx["db"], id: string, scope: Permission | null = "desk.read") {
  const headers = new Headers();
  if (scope) {
    const maker = await person(ctxAs(db, "admin"), "admin");
    const { key } = await createApiKey(maker, { name: "files", scopes: [scope], days: 1 });
    headers.set("authorization", `Bearer ${key}`);
  }
  const request = new Request(`http://vigil.test/api/attachments/${id}`, { headers });
  return GET(request, { params: Promise.resolve({ id }) });
}

test("a picture without words is a message: it opens a ticket, is named to the agent, and looked at", async ({
  db,
}) => {
  const ticket = { id: `picture-${Date.now()}` };
  const { ticketId, eventId, event, files, flaws } = await received(db, {
    text: undefined,
    ticket,
    attachments: [picture],
  });
  expect(event).toMatchObject({ kind: "customer_message", body: "" });
  expect(files).toEqual([
    { name: "error.png", type: "image/png", size: png.length, id: expect.stringMatching(/^[0-9a-f]{40}$/) },
  ]);
  expect(flaws).toEqual([]);
  const ctx = systemCtx("test", db);
  expect(await ticketById(ctx, ticketId)).toMatchObject({
    subject: "[attachment: error.png]",
    snippet: "[attachment: error.png]",
    agentState: "running",
  });
  expect(await jobsOf(db, { eventId, ticketId })).toContain("consider");
  const seen = await observation(ctx, { ticketId, eventId });
  expect(seen.timeline.map(({ body }) => body)).toEqual(["[attachment: error.png]"]);
});

test("bytes come back as they were sent, to those who may read the desk", async ({ db }) => {
  const { files } = await received(db, { attachments: [picture] });
  const id = files[0]?.id ?? "";
  const answer = await fetched(db, id);
  expect(answer.status).toBe(200);
  expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/png",
    "content-disposition": `inline; filename="error.png"; filename*=UTF-8''error.png`,
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": expect.stringContaining("private"),
  });
  expect((await fetched(db, id, null)).status).toBe(401);
  expect((await fetched(db, id, "dataset.export")).status).toBe(403);
  expect((await fetched(db, "0".repeat(40))).status).toBe(404);
});

test.for([
  ["a page", { name: "invoice.html", type: "text/html" }, "<script>alert(1)</script>"],
  ["a drawing that can run", { name: "logo.svg", type: "image/svg+xml" }, "<svg onload='alert(1)'/>"],
  ["a page that says it is a picture", { name: "x.png", type: "image/png" }, "<script>alert(1)</script>"],
  ["a type that is none", { name: "x", type: "text/html\r\nset-cookie: a=b" }, "<script>alert(1)</script>"],
] as const)("%s is only ever saved", async ([, fields, text], { db }) => {
  const { files } = await received(db, {
    attachments: [{ ...fields, content: Buffer.from(text).toString("base64") }],
  });
  const answer = await fetched(db, files[0]?.id ?? "");
  expect(await answer.text()).toBe(text);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; /);
  expect(answer.headers.get("content-type")).not.toMatch(/^image\/png/);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
});

test("a name of any letters survives the download", async ({ db }) => {
  const { files } = await received(db, {
    attachments: [{ ...picture, name: `C:\\Users\\Ann\\Bild "ärger" 図\u202e.png` }],
  });
  expect(files[0]?.name).toBe('Bild "ärger" 図.png');
  const disposition = (await fetched(db, files[0]?.id ?? "")).headers.get("content-disposition") ?? "";
  const whole = /filename\*=UTF-8''(\S+)$/.exec(disposition)?.[1] ?? "";
  expect(decodeURIComponent(whole)).toBe('Bild "ärger" 図.png');
});

describe("what is odd about a file costs neither the others nor the message", () => {
  const tooLarge = Buffer.alloc(10_000_001, 65).toString("base64");
  const cases: [string, unknown, object[], RegExp | null][] = [
    ["too large", { ...picture, content: tooLarge }, [{ name: "error.png", size: 10_000_001 }], /10 MB/],
    ["no base64", { ...picture, content: "?!" }, [{ name: "error.png" }], /base64/],
    ["content of another type", { ...picture, content: [1] }, [{ name: "error.png" }], /base64/],
    ["no file at all", 7, [], /no file/],
    ["nothing to be known by", { type: "image/png" }, [], /neither name/],
    ["an address that could run", { name: "a", url: "javascript:alert(1)" }, [{ name: "a" }], /no link/],
    [
      "an address",
      { url: "https://files.example/a%20b.log?sig=1", type: "text/plain", size: 12 },
      [{ name: "a b.log", type: "text/plain", size: 12, address: "https://files.example/a%20b.log?sig=1" }],
      null,
    ],
    [
      "an address alone",
      "https://files.example/c.log",
      [{ name: "c.log", address: "https://files.example/c.log" }],
      null,
    ],
    [
      "a file inside its address",
      { url: `data:image/png;base64,${picture.content}` },
      [{ type: "image/png", size: png.length, id: expect.any(String) }],
      null,
    ],
    [
      "line breaks in base64, and no type",
      { name: "a.png", content: picture.content.replace(/.{20}/g, "$&\r\n").replace(/=+$/, "") },
      [{ name: "a.png", type: "image/png", size: png.length, id: expect.any(String) }],
      null,
    ],
  ];
  test.for(cases)("%s", async ([, odd, described, flaw], { db }) => {
    const { event, files, flaws } = await received(db, { attachments: [odd, picture] });
    expect(event?.body).toBe("The volume vol-17 cannot be attached.");
    expect(files).toMatchObject([...described, { name: "error.png", id: expect.any(String) }]);
    // Of what could not be read no bytes are kept, beside those of the good one.
    if (flaw) expect(files.filter(({ id }) => id)).toHaveLength(1);
    expect(flaws).toEqual(flaw ? [expect.stringMatching(flaw)] : []);
  });

  test("more than fifty", async ({ db }) => {
    const attachments = Array.from({ length: 60 }, (_, index) => ({ name: `log-${index}`, content: "YQ==" }));
    const { files, flaws } = await received(db, { attachments });
    expect(files).toHaveLength(50);
    expect(flaws).toEqual([expect.stringContaining("60")]);
  });

  test("no words and a picture that cannot be read: the message is kept all the same", async ({ db }) => {
    const { files, flaws } = await received(db, { text: "", attachments: [{ ...picture, content: "?" }] });
    expect(files).toMatchObject([{ name: "error.png" }]);
    expect(flaws).toHaveLength(1);
  });

  test("no words and no file say nothing", async ({ db }) => {
    const connector = await freshConnector(db, "webhook");
    expect((await send(connector, message({ text: "", attachments: [] }))).status).toBe(400);
  });
});

test.for([
  ["words", "text/plain", `${"x".repeat(64_001)} 👋 the end`],
  ["HTML", "text/html", `<html><body><p>${"x ".repeat(40_000)}</p><p>the end</p></body></html>`],
] as const)(
  "a text without end, of %s, is cut in the thread and kept whole",
  async ([, type, text], { db }) => {
    const { event, files, flaws } = await received(db, { text, attachments: [picture] });
    expect(event?.body).toHaveLength(64_000);
    expect(files).toMatchObject([{ name: "error.png" }, { type, isWholeText: true }]);
    expect(flaws).toEqual([expect.stringContaining("whole of it is attached")]);
    expect(await (await fetched(db, files[1]?.id ?? "")).text()).toBe(text);
  },
);

test("told again: the same files are no news, others are an edit, saying nothing of files leaves them", async ({
  db,
}) => {
  const connector = await freshConnector(db, "webhook");
  const sent = message({ attachments: [picture] });
  const { body } = await send(connector, sent);
  const { attachments: _, ...words } = sent as typeof sent & { attachments: unknown };
  expect((await send(connector, sent)).body).toMatchObject({ duplicate: true });
  expect((await send(connector, words)).body).toMatchObject({ duplicate: true });
  expect((await send(connector, { ...words, text: "It is vol-18." })).body).toMatchObject({
    duplicate: false,
  });
  const more = {
    ...words,
    text: "It is vol-18.",
    attachments: [picture, { name: "a.log", content: "YQ==" }],
  };
  expect((await send(connector, more)).body).toMatchObject({ duplicate: false });
  expect((await send(connector, more)).body).toMatchObject({ duplicate: true });
  const events = await timeline(systemCtx("test", db), body.events[0].ticketId);
  expect(events.map((event) => toldOf(event).attachments?.map(({ name }) => name))).toEqual([
    ["error.png"],
    ["error.png"],
    ["error.png", "a.log"],
  ]);
  // Another file is not a touch-up: it is looked at.
  expect(events.at(-1)?.data).not.toHaveProperty("seenAs");
});

test("thanks with a file say more than thanks; with the logo of a signature they do not", async ({ db }) => {
  const connector = await freshConnector(db, "webhook");
  const solvedAfter = async (attachment: object) => {
    const sent = message();
    const { body } = await send(connector, sent);
    await send(connector, { type: "status", ticket: sent.ticket, status: "solved" });
    await send(connector, message({ ticket: sent.ticket, text: "Thank you!", attachments: [attachment] }));
    return (await ticketById(systemCtx("test", db), body.events[0].ticketId)).status;
  };
  expect(await solvedAfter(picture)).toBe("open");
  expect(await solvedAfter({ ...picture, inline: true })).toBe("solved");
});

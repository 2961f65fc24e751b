/** Links of messages, and pages that move, are long, late, of another kind, or on a host nobody named. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test as plain, vi } from "vitest";
import { arrives } from "#lib/agent/testing/environment";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { writePolicy } from "#lib/settings/commands";
import { person } from "#lib/suggestions/testing/fixtures";
import { isAllowedLink, linksIn, readLink } from "./links";
import { articleById } from "./queries";
import { linksOfTicket, readIntoKnowledge } from "./ticket-links";
import { pageOf, readPage } from "./web-page";

let server: Server;
let origin = "";
let asked: string[] = [];
let words = "Set the limit to 5.";
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? "/";
    asked.push(path);
    const html = (body: string) =>
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(body);
    if (path === "/away") return response.writeHead(302, { location: "http://example.test/" }).end();
    if (path === "/moved") return response.writeHead(301, { location: "/page" }).end();
    if (path === "/loop") return response.writeHead(301, { location: "/loop" }).end();
    if (path === "/gone") return response.writeHead(404).end();
    if (path === "/pdf") return response.writeHead(200, { "content-type": "application/pdf" }).end("%PDF");
    if (path === "/late") return;
    if (path === "/long") return html("x".repeat(3_000_000));
    if (path === "/wide") return html(`<table><tr>${"<td>a</td>".repeat(100_000)}</tr></table>`);
    return html(
      `<html><head><title>Limits &amp; quotas</title></head><body><nav>Home</nav><main><h2>Raise</h2><p>${words}</p><ul><li>one</li></ul><script>alert(1)</script></main></body></html>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

plain("links are found in any text, without what stands around them", () => {
  expect(
    linksIn("See https://docs.example.com/a?b=1, (http://x.example/y) and https://docs.example.com/a?b=1."),
  ).toEqual(["https://docs.example.com/a?b=1", "http://x.example/y"]);
  expect(linksIn("请看https://docs.example.com/a。")).toEqual(["https://docs.example.com/a"]);
  expect(readLink("https://me:secret@docs.example.com/")).toBeNull();
  expect(readLink("javascript:alert(1)")).toBeNull();
});

plain("a host counts with those below it, and with no other", () => {
  expect(isAllowedLink("https://docs.example.com/", ["example.com"])).toBe(true);
  expect(isAllowedLink("https://notexample.com/", ["example.com"])).toBe(false);
  expect(isAllowedLink("https://example.com.evil.test/", ["example.com"])).toBe(false);
});

describe("a page", () => {
  const read = (path: string, timeoutMs = 60_000) =>
    readPage(`${origin}${path}`, { hosts: ["127.0.0.1"], mayReachInside: true, timeoutMs });
  plain("is its title and its text, headings kept, what surrounds it left out", async () => {
    expect(await read("/page")).toEqual({
      url: `${origin}/page`,
      title: "Limits & quotas",
      body: "## Raise\n\nSet the limit to 5.\n\n- one",
    });
    expect((await read("/moved")).url).toBe(`${origin}/page`);
    expect(pageOf("<p>no title</p>").title).toBe("");
  });
  plain.each([
    ["/away", /not on the list/],
    ["/loop", /on and on/],
    ["/gone", /answered 404/],
    ["/pdf", /neither HTML nor text/],
    ["/long", /longer than/],
    ["/wide", /takes too long/],
  ])(
    "%s is refused, and nothing kept",
    async (path, why) => {
      await expect(read(path)).rejects.toMatchObject({
        code: "unprocessable",
        message: expect.stringMatching(why),
      });
    },
    30_000,
  );
  plain("that is late, or inside where that is not allowed, is refused", async () => {
    await expect(read("/late", 200)).rejects.toMatchObject({ message: expect.stringMatching(/in time/) });
    const inside = readPage(`${origin}/page`, { hosts: ["127.0.0.1"], mayReachInside: false });
    await expect(inside).rejects.toMatchObject({ message: expect.stringMatching(/private/) });
  });
});

test("links are offered by the list alone, fetched when a lead asks, kept as a draft and read again", async ({
  ctx,
}) => {
  const path = `/${unique("page")}`;
  const { ticketId } = await arrives(ctx, { body: `The guide is at ${origin}${path}.` });
  asked = [];
  expect(await linksOfTicket(ctx, ticketId)).toEqual([]);
  const [analyst, lead] = [await person(ctx), await person(ctx, "lead")];
  const url = `${origin}${path}`;
  await expect(readIntoKnowledge(lead, { url })).rejects.toMatchObject({ code: "unprocessable" });
  await writePolicy(lead, { key: "knowledge.links", value: { hosts: ["127.0.0.1"] } });
  expect(await linksOfTicket(analyst, ticketId)).toEqual([
    { url, articleId: null, status: null, readAt: null },
  ]);
  await expect(readIntoKnowledge(analyst, { url })).rejects.toMatchObject({ code: "forbidden" });
  expect(asked).toEqual([]);
  const first = await readIntoKnowledge(lead, { url });
  expect(first).toMatchObject({ isNew: true, isChanged: true });
  expect(await articleById(ctx, first.articleId)).toMatchObject({
    status: "draft",
    source: "link",
    externalId: url,
    version: 1,
  });
  expect(await readIntoKnowledge(lead, { url })).toMatchObject({ isChanged: false });
  words = "Set the limit to 7.";
  expect(await readIntoKnowledge(lead, { url })).toEqual({
    articleId: first.articleId,
    isNew: false,
    isChanged: true,
  });
  expect(await articleById(ctx, first.articleId)).toMatchObject({ status: "draft", version: 2 });
  expect(await linksOfTicket(analyst, ticketId)).toMatchObject([
    { articleId: first.articleId, status: "draft" },
  ]);
  await writePolicy(lead, { key: "knowledge.links", value: { hosts: [] } });
});

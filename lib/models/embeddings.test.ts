/** Passages found by what they mean: on a server with pgvector for real, on one without everything as before. */
import { and, eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, vi } from "vitest";
import { embeddingSpace } from "#db/schema/knowledge";
import { suggestion } from "#db/schema/suggestions";
import { arrives, closedTicket, runsOn, testPorts } from "#lib/agent/testing/environment";
import { indexTickets, saveArticle } from "#lib/knowledge/commands";
import { spaceOf, whyNoVectors } from "#lib/knowledge/embedding-space";
import { searchPassages } from "#lib/knowledge/queries";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { ctxAs, test, testDatabase } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { saveModelEndpoint } from "#lib/settings/commands";
import { decide } from "#lib/suggestions/commands";
import { person } from "#lib/suggestions/testing/fixtures";
import { embeddingHealth } from "./embedding-health";
import { openFilling } from "./fill-vectors";
import type { EmbeddingEndpoint } from "./models";
import { openQueryEmbedding } from "./query-embedding";
import { type FakeEndpoint, startFakeEndpoint } from "./testing/fake-endpoint";

const lacking = await whyNoVectors(systemCtx("test", (await testDatabase()).db));
if (lacking)
  process.stderr.write(
    `Skipped: the tests of embeddings. ${lacking} VIGIL_TEST_DATABASE_URL can name a server that has it.\n`,
  );

let fake: FakeEndpoint;
let endpoint: EmbeddingEndpoint;
beforeEach(async () => {
  fake = await startFakeEndpoint();
  endpoint = { baseUrl: fake.url, apiKey: null, model: unique("model") };
});
afterEach(() => fake.close());

const never = new AbortController().signal;
const fill = (ctx: Ctx) => openFilling(async () => endpoint)(systemCtx("knowledge", ctx.db), never);
const sent = () => fake.requests.flatMap(({ body }) => [body.input].flat().map(String));

const signIn = {
  kind: "runbook" as const,
  title: "Sign-in fails",
  body: "Authentication errors usually follow a changed password. Clear saved credentials.",
};
const question = { text: "My colleague cannot login, something impossible", names: [] };

describe.skipIf(lacking)("with pgvector", () => {
  test("a passage that shares no word with the question is found by what it means, and only then", async ({
    ctx,
  }) => {
    const source = unique("source");
    const saved = await saveArticle(ctx, { ...signIn, source });
    await fill(ctx);
    const ask = { text: "login impossible here", source };
    expect(await searchPassages(ctx, ask)).toEqual([]);
    const queryEmbedding = openQueryEmbedding(async () => endpoint)(ctx, { text: ask.text, names: [] });
    const found = await searchPassages(ctx, { ...ask, queryEmbedding });
    expect(found.map(({ ref }) => ref)).toEqual([saved.id]);
    expect(found[0]?.score).toBeGreaterThan(0.5);
    expect(found[0]?.features.near).toBeGreaterThan(3.8);
  });

  test("nothing near gives nothing, and a word or two mean nothing", async ({ ctx }) => {
    const source = unique("source");
    await saveArticle(ctx, { ...signIn, source });
    await fill(ctx);
    const embedQuery = openQueryEmbedding(async () => endpoint);
    for (const text of ["zqxjkv wvutzy qqrstv", "the pizza arrived cold today", "login", ""]) {
      const queryEmbedding = embedQuery(ctx, { text, names: [] });
      expect(await searchPassages(ctx, { text, source, queryEmbedding }), text).toEqual([]);
    }
  });

  test("a draft rests on what was found so, and its decision trains how much that counts", async ({
    ctx,
  }) => {
    const body = "Authentication errors follow a changed password. Clear saved credentials.";
    await saveArticle(ctx, { kind: "article", title: "Sign-in fails", body });
    await fill(ctx);
    const ports = { ...(await testPorts(ctx)), embedQuery: openQueryEmbedding(async () => endpoint) };
    const arrival = await arrives(ctx, { subject: "Login", body: "Login is impossible for my colleague" });
    await runsOn(ctx, arrival, ports);
    const [card] = await ctx.db
      .select({ id: suggestion.id, evidence: suggestion.evidence })
      .from(suggestion)
      .where(and(eq(suggestion.ticketId, arrival.ticketId), eq(suggestion.kind, "reply")));
    expect(card?.evidence[0]).toMatchObject({
      kind: "article",
      title: "Sign-in fails",
      features: { words: 0 },
    });
    const { id } = await decide(await person(ctx), {
      suggestionId: card?.id ?? 0,
      mutationId: unique(),
      verdict: "reject",
      reason: "outdated",
    });
    await ports.apprentice.learn(systemCtx("learning", ctx.db), {
      ticketId: arrival.ticketId,
      decisionId: id,
    });
    const { reranker } = await ports.apprentice.current();
    expect(reranker.weights.near).toBeLessThan(1);
  });

  test("what was written last is embedded first, and what was changed again", async ({ ctx }) => {
    const first = await saveArticle(ctx, signIn);
    await fill(ctx);
    const mark = unique("mark");
    fake.requests.length = 0;
    await saveArticle(ctx, { ...signIn, title: mark, id: first.id, version: first.version });
    await fill(ctx);
    expect(sent()).toEqual([expect.stringContaining(mark)]);
    await fill(ctx);
    expect(sent()).toHaveLength(1);
    const space = await spaceOf(ctx, endpoint.model);
    const [{ missing } = { missing: -1 }] = await ctx.db.execute<{ missing: number }>(sql`
      select count(*)::int as missing from passage
      where id not in (select passage_id from ${sql.identifier(`passage_vector_${space?.id}`)})`);
    expect(missing).toBe(0);
  });

  test("private data stays in the house", async ({ ctx }) => {
    const name = "Ottilie Brandauer";
    const turns = [{ body: "Write to ottilie@brandauer.example, says Ottilie Brandauer.", name }];
    const ticketId = await closedTicket(ctx, { subject: "Sign-in fails", turns });
    await indexTickets(systemCtx("knowledge", ctx.db), { ticketIds: [ticketId] });
    await fill(ctx);
    const ask = { text: "Ottilie at ottilie@brandauer.example cannot login", names: [name] };
    await openQueryEmbedding(async () => endpoint)(ctx, ask);
    expect(sent().join("\n")).toContain("(EMAIL)");
    expect(sent().join("\n")).not.toMatch(/ottilie|brandauer/i);
  });

  test("an endpoint that fails or hangs costs the embedding, never the search", async ({ ctx }) => {
    const source = unique("source");
    await saveArticle(ctx, { ...signIn, source });
    await fill(ctx);
    const embedQuery = openQueryEmbedding(async () => endpoint);
    const ask = { text: "authentication errors after a changed password", source };
    fake.script({ kind: "hang" }, { kind: "status", status: 500 }, { kind: "garbage" });
    for (let round = 0; round < 4; round++) {
      const found = await searchPassages(ctx, {
        ...ask,
        queryEmbedding: embedQuery(ctx, { text: ask.text, names: [] }),
      });
      // The one that hangs never answers: that the search does is its limit at work.
      expect(found[0]).toMatchObject({ title: signIn.title, features: { near: 0 } });
    }
    // After three failures it is left alone for a while.
    expect(sent().filter((text) => text === ask.text)).toHaveLength(3);
  });

  test("a text the model takes at no length is passed over, a long one is cut", async ({ ctx }) => {
    await fill(ctx);
    const long = await saveArticle(ctx, { ...signIn, body: "password ".repeat(700) });
    fake.script({ kind: "status", status: 400 });
    fake.requests.length = 0;
    await fill(ctx);
    expect(sent().map(({ length }) => length)).toEqual([6_000, 3_000]);
    await saveArticle(ctx, { ...signIn, id: long.id, version: long.version });
    fake.script(...Array.from({ length: 4 }, () => ({ kind: "status" as const, status: 400 })));
    await fill(ctx);
    await admin(ctx, async (as) =>
      expect(await embeddingHealth(as)).toMatch(
        /^([\d,]+) of \1 passages embedded\. The model refused 1 of them\.$/,
      ),
    );
  });

  test("what is wrong with the model is said, and mended by itself", async ({ ctx }) => {
    fake.script({ kind: "status", status: 401 });
    await fill(ctx);
    await admin(ctx, async (as) =>
      expect(await embeddingHealth(as)).toBe(
        `The embedding model ${endpoint.model} refused the key. It is tried again every half minute. Until then passages are found by their words alone.`,
      ),
    );
    const rested = { leasedUntil: new Date(0) };
    await ctx.db.update(embeddingSpace).set(rested).where(eq(embeddingSpace.model, endpoint.model));
    await fill(ctx);
    await admin(ctx, async (as) =>
      expect(await embeddingHealth(as)).toMatch(/^([\d,]+) of \1 passages embedded\.$/),
    );
  });

  test("a model that gives other vectors under its old name has everything embedded again", async ({
    ctx,
  }) => {
    await saveArticle(ctx, signIn);
    await fill(ctx);
    await fake.close();
    fake = await startFakeEndpoint({ dimensions: 320 });
    endpoint = { ...endpoint, baseUrl: fake.url };
    expect(await openQueryEmbedding(async () => endpoint)(ctx, question)).toBeNull();
    await saveArticle(ctx, signIn);
    await fill(ctx);
    await ctx.db
      .update(embeddingSpace)
      .set({ leasedUntil: new Date(0) })
      .where(eq(embeddingSpace.model, endpoint.model));
    await fill(ctx);
    expect(await spaceOf(ctx, endpoint.model)).toMatchObject({ dimensions: 320, trouble: null });
    expect(await openQueryEmbedding(async () => endpoint)(ctx, question)).not.toBeNull();
  });

  test("more dimensions than an index takes are refused in a sentence", async ({ ctx }) => {
    await fake.close();
    fake = await startFakeEndpoint({ dimensions: 4_096 });
    endpoint = { ...endpoint, baseUrl: fake.url };
    await fill(ctx);
    expect((await spaceOf(ctx, endpoint.model))?.trouble).toMatch(/4096 dimensions; at most 4000/);
  });
});

describe.skipIf(!lacking)("without pgvector", () => {
  test("the search is as it was, nobody is asked, and the page of the model says why", async ({ ctx }) => {
    const source = unique("source");
    const saved = await saveArticle(ctx, { ...signIn, source });
    await fill(ctx);
    const text = "authentication errors after a changed password";
    const queryEmbedding = openQueryEmbedding(async () => endpoint)(ctx, { text, names: [] });
    const [by, without] = await Promise.all([
      searchPassages(ctx, { text, source, queryEmbedding }),
      searchPassages(ctx, { text, source }),
    ]);
    expect(by).toEqual(without);
    expect(by[0]).toMatchObject({ ref: saved.id, features: { near: 0 } });
    expect(fake.requests).toEqual([]);
    await admin(ctx, async (as) =>
      expect(await embeddingHealth(as)).toBe(
        "The database server does not have the extension pgvector. Install it there to use it. Until then passages are found by their words alone.",
      ),
    );
  });
});

test("without an embedding model there is nothing to say, and only who manages the model may ask", async ({
  ctx,
  db,
}) => {
  await saveModelEndpoint(ctx, { baseUrl: fake.url, model: "fake-1", api: "chat" });
  expect(await embeddingHealth(ctx)).toBeNull();
  await expect(embeddingHealth(ctxAs(db, "lead"))).rejects.toMatchObject({ code: "forbidden" });
});

/** As an admin with the test's endpoint in force. */
async function admin(ctx: Ctx, work: (ctx: Ctx) => Promise<void>): Promise<void> {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  const { baseUrl, model } = endpoint;
  await saveModelEndpoint(ctx, { baseUrl, model: "fake-1", embeddingModel: model, api: "chat" });
  await work(ctx);
  vi.unstubAllEnvs();
}

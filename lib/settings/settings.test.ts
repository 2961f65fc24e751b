/** Settings: always complete, bounded, audited; model keys sealed and never sent to another server. */
import { and, desc, eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { openPool } from "#db/client";
import { audit } from "#db/schema/platform";
import { setting } from "#db/schema/settings";
import { test, testDatabase } from "#lib/platform/testing/database";
import { removeModelEndpoint, saveModelEndpoint, writePolicy } from "./commands";
import { endpointView, modelEndpoint, readSetting, recentSetting } from "./queries";

beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  for (const name of [
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "OPENAI_MODEL",
    "OPENAI_EMBEDDING_MODEL",
    "VIGIL_MODEL_API",
  ])
    vi.stubEnv(name, "");
});
afterEach(() => vi.unstubAllEnvs());

test("an unset or outdated setting has its initial value", async ({ ctx }) => {
  expect(await readSetting(ctx, "policy.exploration")).toEqual({ rate: 0.02 });
  await ctx.db
    .insert(setting)
    .values({ key: "policy.exploration", value: { share: 1 }, updatedBy: "x", updatedAt: new Date() });
  expect(await readSetting(ctx, "policy.exploration")).toEqual({ rate: 0.02 });
});

test("what was read of one database lately says nothing about another", async ({ ctx }) => {
  await writePolicy(ctx, { key: "policy.turns", value: { seconds: 3 } });
  expect(await recentSetting(ctx, "policy.turns")).toEqual({ seconds: 3 });
  await ctx.db
    .update(setting)
    .set({ value: { seconds: 5 } })
    .where(eq(setting.key, "policy.turns"));
  expect(await recentSetting(ctx, "policy.turns")).toEqual({ seconds: 3 });
  const other = openPool((await testDatabase()).url, 1);
  expect(await recentSetting({ ...ctx, db: other.db }, "policy.turns")).toEqual({ seconds: 5 });
  await other.sql.end();
  await ctx.db.delete(setting).where(eq(setting.key, "policy.turns"));
});

test("of two who change a setting at once the second is told, and nothing of the first is lost", async ({
  ctx,
}) => {
  const before = await readSetting(ctx, "policy.certainty");
  const key = "policy.certainty";
  const first = { ...before, alpha: before.alpha / 2 };
  await writePolicy(ctx, { key, value: first, seen: before });
  const second = writePolicy(ctx, { key, value: { ...before, delta: before.delta / 2 }, seen: before });
  await expect(second).rejects.toMatchObject({ code: "conflict" });
  expect(await readSetting(ctx, key)).toEqual(first);
  // Asked once more because the answer was lost, it is done.
  await writePolicy(ctx, { key, value: first, seen: before });
});

test("writing keeps to the bounds and leaves before and after in the audit", async ({ ctx }) => {
  await writePolicy(ctx, { key: "policy.certainty", value: { alpha: 0.1, delta: 0.05 } });
  await writePolicy(ctx, { key: "policy.certainty", value: { alpha: 0.15, delta: 0.05 } });
  expect(await readSetting(ctx, "policy.certainty")).toEqual({ alpha: 0.15, delta: 0.05 });
  const [entry] = await ctx.db
    .select()
    .from(audit)
    .where(and(eq(audit.entity, "setting"), eq(audit.entityId, "policy.certainty")))
    .orderBy(desc(audit.id));
  expect(entry).toMatchObject({ before: { alpha: 0.1 }, after: { alpha: 0.15 }, actorId: ctx.actor.id });
  const wild = writePolicy(ctx, { key: "policy.exploration", value: { rate: 0.9 } });
  await expect(wild).rejects.toMatchObject({
    code: "invalid",
    details: { fields: [{ field: "value.rate" }] },
  });
});

test("a model key is sealed, kept on a change of model, and dropped on a change of server", async ({
  ctx,
}) => {
  const endpoint = { baseUrl: "https://models.test/v1/", model: "small", api: "chat" as const };
  await saveModelEndpoint(ctx, { ...endpoint, apiKey: "sk-secret" });
  expect(await modelEndpoint(ctx)).toEqual({
    baseUrl: "https://models.test/v1",
    model: "small",
    contextTokens: null,
    embeddingModel: null,
    api: "chat",
    apiKey: "sk-secret",
    source: "settings",
  });
  expect(await endpointView(ctx)).toMatchObject({ hasKey: true, source: "settings" });
  const rows = JSON.stringify([await ctx.db.select().from(setting), await ctx.db.select().from(audit)]);
  expect(rows).not.toContain("sk-secret");

  await saveModelEndpoint(ctx, { ...endpoint, model: "large" });
  expect(await modelEndpoint(ctx)).toMatchObject({ model: "large", apiKey: "sk-secret" });
  await saveModelEndpoint(ctx, { ...endpoint, baseUrl: "https://elsewhere.test/v1" });
  expect(await modelEndpoint(ctx)).toMatchObject({ apiKey: null });
  expect(await removeModelEndpoint(ctx, {})).toEqual({ wasSet: true });
  expect(await modelEndpoint(ctx)).toBeNull();
});

test("without a setting the environment decides", async ({ ctx }) => {
  await removeModelEndpoint(ctx, {});
  vi.stubEnv("OPENAI_BASE_URL", "http://127.0.0.1:9999/v1");
  expect(await modelEndpoint(ctx)).toMatchObject({ api: "chat", apiKey: null, source: "environment" });
  vi.stubEnv("OPENAI_BASE_URL", "");
  vi.stubEnv("OPENAI_API_KEY", "sk-env");
  expect(await modelEndpoint(ctx)).toMatchObject({ api: "responses", baseUrl: null, apiKey: "sk-env" });
  expect(JSON.stringify(await endpointView(ctx))).not.toContain("sk-env");
});

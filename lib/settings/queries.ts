/** Reads of the settings, always complete: what nobody has set has its initial value. */

import { inArray } from "drizzle-orm";
import { setting } from "#db/schema/settings";
import { type Ctx, poolOf } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { AppError } from "#lib/platform/errors";
import { fresh } from "#lib/platform/fresh";
import { referredSecret } from "#lib/secrets/model";
import { openToken } from "#lib/secrets/token";
import { type EndpointView, type SettingKey, type SettingValue, settings } from "./model";

/** Used when an endpoint is configured by the environment without OPENAI_MODEL. */
const usualModel = "gpt-4.1-mini";

/** The value of a setting; the initial one when unset, or when what is stored no longer fits its schema. */
export async function readSetting<Key extends SettingKey>(ctx: Ctx, key: Key): Promise<SettingValue<Key>> {
  return (await readSettings(ctx, [key]))[key];
}

/** The values of several settings, read at once. */
export async function readSettings<Key extends SettingKey>(
  ctx: Ctx,
  keys: readonly Key[],
): Promise<{ [One in Key]: SettingValue<One> }> {
  const rows = await ctx.db
    .select({ key: setting.key, value: setting.value })
    .from(setting)
    .where(inArray(setting.key, [...keys]));
  const stored = new Map(rows.map(({ key, value }) => [key, value]));
  const values = keys.map((key) => [key, settingOf(key, stored.get(key))]);
  // The registry pairs each key with its schema, which the compiler cannot follow through the index.
  return Object.fromEntries(values) as { [One in Key]: SettingValue<One> };
}

/** What a setting is, by what is stored of it; nothing is where nobody has set it. */
export function settingOf<Key extends SettingKey>(key: Key, stored: unknown): SettingValue<Key> {
  const { schema, initial } = settings[key];
  const parsed = schema.safeParse(stored);
  // The registry pairs each key with its schema, which the compiler cannot follow through the index.
  return (
    stored !== undefined && stored !== null && parsed.success ? parsed.data : initial
  ) as SettingValue<Key>;
}

/** What the model's key is kept for, and where it goes when no server is named. */
export const keyOwner = "model";
export const usualServer = "https://api.openai.com/v1";

/** How long a setting is taken as it was last read, in milliseconds. */
export const recentFor = 2000;
const recently = fresh(recentFor, (ctx, key: SettingKey) => readSetting(ctx, key), { of: poolOf });

/**
 * The value of a setting as this process read it at most two seconds ago: for what happens with every event. A change
 * made by this process counts at once.
 */
export function recentSetting<Key extends SettingKey>(ctx: Ctx, key: Key): Promise<SettingValue<Key>> {
  // It pairs each key with its value, which the compiler cannot follow.
  return recently(ctx, key) as Promise<SettingValue<Key>>;
}

/** Has the setting read anew; call it when it was changed. */
export const forgetRecent = recently.forget;

/** Where model calls go; the structure lib/models/models.ts makes a model of. */
export type ModelEndpoint = {
  baseUrl: string | null;
  apiKey: string | null;
  /** Why its key cannot be used, in a sentence. */
  keyFault?: string;
  model: string;
  /** Turns texts into vectors; null: none is used. */
  embeddingModel: string | null;
  api: "chat" | "responses";
  /** Tokens of prompt and answer together; null: what the server states, or a refusal tells. */
  contextTokens: number | null;
  source: "settings" | "environment";
};

/** The endpoint in force with its key: the one of the settings, else the environment's; null means the apprentice drafts. */
export async function modelEndpoint(ctx: Ctx): Promise<ModelEndpoint | null> {
  const stored = await readSetting(ctx, "model.endpoint");
  if (!stored) return environmentEndpoint();
  const { key, ...endpoint } = stored;
  const url = endpoint.baseUrl ?? usualServer;
  return { ...endpoint, ...(key ? await keyOf(ctx, key, url) : { apiKey: null }), source: "settings" };
}

/** The key; a secret that was revoked, or may not go there, keeps the model from being asked, and nothing else. */
async function keyOf(
  ctx: Ctx,
  key: string,
  url: string,
): Promise<Pick<ModelEndpoint, "apiKey" | "keyFault">> {
  try {
    return { apiKey: await openToken(ctx, key, { url, by: keyOwner }) };
  } catch (error) {
    if (error instanceof AppError) return { apiKey: null, keyFault: error.message };
    throw error;
  }
}

/** The endpoint in force as a page may show it; null means the apprentice drafts. */
export async function endpointView(ctx: Ctx): Promise<EndpointView | null> {
  const stored = await readSetting(ctx, "model.endpoint");
  if (stored) {
    const { key, ...endpoint } = stored;
    return { ...endpoint, hasKey: key !== null, keySecret: referredSecret(key), source: "settings" };
  }
  const given = environmentEndpoint();
  if (!given) return null;
  const { apiKey, ...endpoint } = given;
  return { ...endpoint, hasKey: apiKey !== null, keySecret: null };
}

function environmentEndpoint(): ModelEndpoint | null {
  const {
    OPENAI_API_KEY,
    OPENAI_BASE_URL,
    OPENAI_MODEL,
    OPENAI_EMBEDDING_MODEL,
    VIGIL_MODEL_API,
    VIGIL_MODEL_CONTEXT,
  } = env();
  if (!OPENAI_API_KEY && !OPENAI_BASE_URL) return null;
  return {
    baseUrl: OPENAI_BASE_URL ?? null,
    apiKey: OPENAI_API_KEY ?? null,
    model: OPENAI_MODEL ?? usualModel,
    embeddingModel: OPENAI_EMBEDDING_MODEL ?? null,
    api: VIGIL_MODEL_API ?? (OPENAI_BASE_URL ? "chat" : "responses"),
    contextTokens: VIGIL_MODEL_CONTEXT ?? null,
    source: "environment",
  };
}

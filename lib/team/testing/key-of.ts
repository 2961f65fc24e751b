/** API keys for tests. */
import { randomUUID } from "node:crypto";
import { apiKey, user } from "#db/schema/index";
import type { Ctx } from "#lib/platform/context";
import type { Permission, Role } from "#lib/platform/rules";
import { unique } from "#lib/platform/testing/unique";
import { makeApiKey } from "../api-key";

/** A key with these scopes, of a new person with this role. */
export async function keyOf(ctx: Ctx, role: Role, scopes: readonly Permission[]): Promise<string> {
  const id = unique("user");
  await ctx.db.insert(user).values({ id, name: "Key holder", email: `${id}@desk.test`, role });
  const { key, prefix, hash } = makeApiKey();
  await ctx.db
    .insert(apiKey)
    .values({ name: randomUUID(), prefix, hash, scopes: [...scopes], createdBy: id });
  return key;
}

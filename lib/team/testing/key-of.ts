/** API keys for tests. */
import { randomUUID } from "node:crypto";
import { apiKey, queueMember, user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import type { Permission, Role } from "#lib/platform/rules";
import { unique } from "#lib/platform/testing/unique";
import { makeApiKey } from "../api-key";

/** A key with these scopes, of a new person with this role; `queueId` names a queue they are a member of. */
export async function keyOf(
  ctx: Ctx,
  role: Role,
  scopes: readonly Permission[],
  queueId?: number,
): Promise<string> {
  const id = unique("user");
  await ctx.db.insert(user).values({ id, name: "Key holder", email: `${id}@desk.test`, role });
  if (queueId !== undefined) await ctx.db.insert(queueMember).values({ queueId, userId: id });
  const { key, prefix, hash } = makeApiKey();
  await ctx.db
    .insert(apiKey)
    .values({ name: randomUUID(), prefix, hash, scopes: [...scopes], createdBy: id });
  return key;
}

/** Reads of named secrets; none gives a value. */
import { asc, isNull } from "drizzle-orm";
import { namedSecret } from "#db/schema/secrets";
import { authorise, type Ctx } from "#lib/platform/context";
import { NamedSecret } from "./model";

/** All of them, the revoked ones too: something may still refer to one. */
export async function namedSecrets(ctx: Ctx): Promise<NamedSecret[]> {
  authorise(ctx, "secret.manage");
  const rows = await ctx.db.select().from(namedSecret).orderBy(asc(namedSecret.name));
  return rows.map((row) => NamedSecret.parse(row));
}

/** The names one can choose. */
export async function secretNames(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db
    .select({ name: namedSecret.name })
    .from(namedSecret)
    .where(isNull(namedSecret.revokedAt))
    .orderBy(asc(namedSecret.name));
  return rows.map(({ name }) => name);
}

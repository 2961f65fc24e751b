/** Reads of named secrets; none gives a value. */
import { and, asc, inArray, isNull, sql } from "drizzle-orm";
import { namedSecret } from "#db/schema/secrets";
import { authorise, type Ctx } from "#lib/platform/context";
import { NamedSecret } from "./model";

/** All of them, the revoked ones too: something may still refer to one. */
export async function namedSecrets(ctx: Ctx): Promise<NamedSecret[]> {
  authorise(ctx, "secret.manage");
  const rows = await ctx.db.select().from(namedSecret).orderBy(asc(namedSecret.name));
  return rows.map((row) => NamedSecret.parse(row));
}

/**
 * The names one can choose: of those that are sent somewhere, or of those that only sign and are recognised. What was
 * entered for one thing is offered for no other.
 */
export async function secretNames(ctx: Ctx, use: "sent" | "signs" = "sent"): Promise<string[]> {
  const hosts = sql`cardinality(${namedSecret.hosts})`;
  const rows = await ctx.db
    .select({ name: namedSecret.name })
    .from(namedSecret)
    .where(
      and(
        isNull(namedSecret.revokedAt),
        isNull(namedSecret.owner),
        use === "sent" ? sql`${hosts} > 0` : sql`${hosts} = 0`,
      ),
    )
    .orderBy(asc(namedSecret.name));
  return rows.map(({ name }) => name);
}

/** How secrets stand that something else refers to, by name. */
export async function secretStates(
  ctx: Ctx,
  names: readonly string[],
): Promise<Map<string, Pick<NamedSecret, "owner" | "previousUntil" | "revokedAt">>> {
  if (names.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      name: namedSecret.name,
      owner: namedSecret.owner,
      previousUntil: namedSecret.previousUntil,
      revokedAt: namedSecret.revokedAt,
    })
    .from(namedSecret)
    .where(inArray(namedSecret.name, [...names]));
  return new Map(rows.map(({ name, ...state }) => [name, state]));
}

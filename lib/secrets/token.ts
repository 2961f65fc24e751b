/** The token that goes with a request: sealed where it is used, or a named secret that may be sent there. */
import { and, eq, isNull, lt, or } from "drizzle-orm";
import { namedSecret } from "#db/schema/secrets";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { seal, unseal } from "#lib/platform/secrets";
import { referredSecret } from "./model";

/**
 * A token as it is stored: sealed, or the reference it is. Throws `unprocessable` for a name nobody has, a revoked
 * secret, or an address it may not be sent to.
 */
export async function keepToken(tx: Ctx, token: string, url: string | null): Promise<string> {
  const name = referredSecret(token);
  if (name === null) return seal(token);
  const fault = faultOf(name, await secretOf(tx, name), url);
  if (fault)
    throw new AppError("unprocessable", `bearer: ${fault}`, {
      fields: [{ field: "bearer", message: fault }],
    });
  return token;
}

/** How long a use is not noted again, in milliseconds: often enough to know, seldom enough to cost nothing. */
const notedEvery = 60_000;

/**
 * The token for a request to `url`; `by` says in words what uses it. Throws `unavailable` where it cannot be opened, was
 * revoked, or may not be sent there.
 */
export async function openToken(
  ctx: Ctx,
  stored: string,
  { url, by }: { url: string; by: string },
): Promise<string> {
  const name = referredSecret(stored);
  if (name === null) return unseal(stored);
  const secret = await secretOf(ctx, name);
  const fault = faultOf(name, secret, url);
  if (fault || !secret?.sealed)
    throw new AppError("unavailable", fault ?? `The secret ${name} has no value.`);
  const value = unseal(secret.sealed);
  const due = new Date(ctx.now().getTime() - notedEvery);
  await ctx.db
    .update(namedSecret)
    .set({ lastUsedAt: ctx.now(), lastUsedBy: by })
    .where(
      and(eq(namedSecret.name, name), or(isNull(namedSecret.lastUsedAt), lt(namedSecret.lastUsedAt, due))),
    );
  return value;
}

type Row = typeof namedSecret.$inferSelect;

async function secretOf(ctx: Ctx, name: string): Promise<Row | null> {
  const [row] = await ctx.db.select().from(namedSecret).where(eq(namedSecret.name, name));
  return row ?? null;
}

function faultOf(name: string, secret: Row | null, url: string | null): string | null {
  if (!secret) return `There is no secret ${name}.`;
  if (secret.sealed === null) return `The secret ${name} was revoked.`;
  const host = url === null ? null : new URL(url).host;
  if (host === null || !secret.hosts.includes(host))
    return `The secret ${name} may not be sent to ${host ?? "this address"}.`;
  return null;
}

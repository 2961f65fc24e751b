/** What goes with a request or signs it: always a secret of the store, named by whoever uses it. */
import { and, eq, isNull, lt, or } from "drizzle-orm";
import { namedSecret } from "#db/schema/secrets";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { unseal } from "#lib/platform/secrets";
import { referredSecret } from "./model";
import { keepEntered, signingValues } from "./store";

/** A token as it comes in, and where it is to go; `by` says in words what uses it, `field` where it was entered. */
type Given = { token: string; url: string | null; by: string; field?: string };

/**
 * How a token is referred to from now on: the secret it names, or the one its value is kept under. Throws `unprocessable`
 * for a name nobody has, a revoked secret, or an address it may not be sent to.
 */
export async function keepToken(tx: Ctx, { token, url, by, field = "bearer" }: Given): Promise<string> {
  const name = referredSecret(token);
  if (name === null)
    return keepEntered(tx, { value: token, owner: by, hosts: url === null ? [] : [new URL(url).host] });
  const secret = await secretOf(tx, name);
  const fault = url === null ? faultOfSigning(name, secret) : faultOf(name, secret, url);
  if (fault)
    throw new AppError("unprocessable", `${field}: ${fault}`, { fields: [{ field, message: fault }] });
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
  if (name === null) throw new AppError("unavailable", "A stored token names no secret. Enter it again.");
  const secret = await secretOf(ctx, name);
  const fault = faultOf(name, secret, url);
  if (fault || !secret?.sealed)
    throw new AppError("unavailable", fault ?? `The secret ${name} has no value.`);
  const value = unseal(secret.sealed);
  await noteUse(ctx, name, by);
  return value;
}

/** The values a connector signs with and recognises, the newest first; none where its secret was revoked. */
export async function openSigning(ctx: Ctx, stored: string, by: string): Promise<string[]> {
  const name = referredSecret(stored);
  const values = name === null ? [] : await signingValues(ctx, name);
  if (name !== null && values.length > 0) await noteUse(ctx, name, by);
  return values;
}

/** The values a request of ours is signed with, so that a receiver that knows the newest or the one before takes it. Throws `unavailable` where there is none. */
export async function signWith(ctx: Ctx, stored: string, by: string): Promise<string[]> {
  const values = await openSigning(ctx, stored, by);
  if (values.length === 0)
    throw new AppError("unavailable", `What signs requests of the ${by} was revoked. Make a new one.`);
  return values;
}

async function noteUse(ctx: Ctx, name: string, by: string): Promise<void> {
  const due = new Date(ctx.now().getTime() - notedEvery);
  await ctx.db
    .update(namedSecret)
    .set({ lastUsedAt: ctx.now(), lastUsedBy: by })
    .where(
      and(eq(namedSecret.name, name), or(isNull(namedSecret.lastUsedAt), lt(namedSecret.lastUsedAt, due))),
    );
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

/** What only signs is sent nowhere; a token of another system signs nothing of ours. */
function faultOfSigning(name: string, secret: Row | null): string | null {
  if (!secret) return `There is no secret ${name}.`;
  if (secret.sealed === null) return `The secret ${name} was revoked.`;
  return secret.hosts.length > 0
    ? `The secret ${name} is sent to other systems; it signs nothing here.`
    : null;
}

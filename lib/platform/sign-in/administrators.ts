/** Somebody always administers the desk, and somebody can do so while the identity provider is away, or not to be believed. */
import { sql } from "drizzle-orm";
import type { Ctx } from "../context";
import { AppError, type ErrorCode } from "../errors";

/** People change one at a time: two administrators cannot remove each other, nor two visitors both be the first. */
const peopleLock = 7_251_005;

/** Waits until nobody else changes people, up to the end of the transaction. */
export async function oneAtATime(tx: Ctx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(${peopleLock})`);
}

const isLast = "This is the last administrator. Make somebody else one first.";
const isLastOfOwn =
  "This is the last administrator who can sign in without the identity provider. Give another one a password first.";
const isLastPasskey =
  "No administrator could sign in without the identity provider any more. Give this one, or another, a password first.";

/** Why somebody has to go on as an administrator who is let in: a sentence; null when they need not, or are none. */
export async function whyStays(tx: Ctx, userId: string): Promise<string | null> {
  const { leaving, others } = await administrators(tx, userId);
  if (!leaving) return null;
  if (others.length === 0) return isLast;
  return hasWay(leaving) && !others.some(hasWay) ? isLastOfOwn : null;
}

/** Refuses with `code` that somebody is shut out, or no longer an administrator, who has to stay one. */
export async function keepAdministrator(tx: Ctx, userId: string, code: ErrorCode): Promise<void> {
  const reason = await whyStays(tx, userId);
  if (reason) throw new AppError(code, reason);
}

/** Refuses that as many as `gone` passkeys are taken from an administrator where no other way in would be left. */
export async function keepPasskeys(tx: Ctx, userId: string, gone = Number.POSITIVE_INFINITY): Promise<void> {
  const { leaving, others } = await administrators(tx, userId);
  if (!leaving || leaving.hasPassword || leaving.passkeys === 0) return;
  if (leaving.passkeys > gone || others.some(hasWay)) return;
  throw new AppError("conflict", isLastPasskey);
}

/** Administrators who can sign in while the identity provider is away, by name. */
export async function independentAdministrators(ctx: Ctx): Promise<string[]> {
  const { others } = await administrators(ctx, "");
  return others.filter(hasWay).map(({ name }) => name);
}

type Administrator = { id: string; name: string; hasPassword: boolean; passkeys: number };

/** A way in that needs nobody else. */
function hasWay({ hasPassword, passkeys }: Administrator): boolean {
  return hasPassword || passkeys > 0;
}

async function administrators({ db }: Ctx, userId: string) {
  const found = await db.execute<Administrator>(sql`
    select id, name, exists (select from account where user_id = "user".id and provider_id = 'credential') as "hasPassword",
      (select count(*)::int from passkey where user_id = "user".id) as passkeys
    from "user" where role = 'admin' and disabled_at is null order by name, id`);
  const isLeaving = ({ id }: Administrator) => id === userId;
  return { leaving: found.find(isLeaving), others: found.filter((one) => !isLeaving(one)) };
}

/** How many wrong passwords are heard, by account and by address: counted before a password is looked at, given back when it was right. */
import { createHash } from "node:crypto";
import { eq, inArray, lt, sql } from "drizzle-orm";
import { signInAttempt, verification } from "#db/schema/sign-in";
import type { Ctx } from "../context";
import { networkOf } from "../edge/client";

/** Wrong passwords within the window, after which nothing is heard until it has passed. */
export const attemptLimits = { account: 10, address: 30, windowMinutes: 15 } as const;

/** Whose password is given, and from where. */
export type Attempt = { email: string; address: string };
/** `isFirst`: nobody was refused for the same reason in this window before. */
export type AttemptRefused = { limit: "account" | "address"; retryAfterSeconds: number; isFirst: boolean };

/**
 * Counts an attempt, known account or not. Returns why it is not to be heard, or null. Many at once are counted one
 * after the other, so that none slips by.
 */
export async function takeAttempt(ctx: Ctx, attempt: Attempt): Promise<AttemptRefused | null> {
  const now = ctx.now();
  const passed = sql`${signInAttempt.since} <= ${windowStart(now).toISOString()}::timestamptz`;
  const keys = keysOf(attempt);
  const rows = await ctx.db
    .insert(signInAttempt)
    .values([keys.account, keys.address].map((key) => ({ key, count: 1, since: now })))
    .onConflictDoUpdate({
      target: signInAttempt.key,
      set: {
        count: sql`case when ${passed} then 1 else ${signInAttempt.count} + 1 end`,
        since: sql`case when ${passed} then excluded.since else ${signInAttempt.since} end`,
      },
    })
    .returning();
  for (const [limit, other] of [
    ["account", "address"],
    ["address", "account"],
  ] as const) {
    const row = rows.find(({ key }) => key === keys[limit]);
    if (!row || row.count <= attemptLimits[limit]) continue;
    await giveBack(ctx, [keys[other]]);
    const until = row.since.getTime() + attemptLimits.windowMinutes * 60_000;
    const retryAfterSeconds = Math.max(1, Math.ceil((until - now.getTime()) / 1000));
    return { limit, retryAfterSeconds, isFirst: row.count === attemptLimits[limit] + 1 };
  }
  return null;
}

/** The password was right: the account's wrong ones are forgotten, and this one does not count against the address. */
export async function forgiveAttempt(ctx: Ctx, attempt: Attempt): Promise<void> {
  await giveBack(ctx, [keysOf(attempt).address]);
  await clearAttempts(ctx, attempt.email);
}

/** No password was looked at. */
export async function returnAttempt(ctx: Ctx, attempt: Attempt): Promise<void> {
  await giveBack(ctx, Object.values(keysOf(attempt)));
}

/** Lets the person in again whose account is held, for instance with a new password. */
export async function clearAttempts(ctx: Ctx, email: string): Promise<void> {
  await ctx.db.delete(signInAttempt).where(eq(signInAttempt.key, accountKey(email)));
}

/** Deletes counts whose window has passed, and sign-ins elsewhere that nobody came back from; returns how many counts. */
export async function pruneAttempts(ctx: Ctx): Promise<number> {
  await ctx.db.delete(verification).where(lt(verification.expiresAt, ctx.now()));
  const gone = await ctx.db.delete(signInAttempt).where(lt(signInAttempt.since, windowStart(ctx.now())));
  return gone.count;
}

function windowStart(now: Date): Date {
  return new Date(now.getTime() - attemptLimits.windowMinutes * 60_000);
}

async function giveBack(ctx: Ctx, keys: string[]): Promise<void> {
  await ctx.db
    .update(signInAttempt)
    .set({ count: sql`greatest(${signInAttempt.count} - 1, 0)` })
    .where(inArray(signInAttempt.key, keys));
}

function keysOf({ email, address }: Attempt): { account: string; address: string } {
  return { account: accountKey(email), address: `address:${networkOf(address)}` };
}

/** Hashed, because what is typed here may be a password in the wrong field. */
function accountKey(email: string): string {
  return `account:${createHash("sha256").update(email.trim().toLowerCase()).digest("base64url")}`;
}

/** Reads about people, queues and keys. */
import { and, asc, desc, eq, gt, isNull, max, or, sql } from "drizzle-orm";
import { setting } from "#db/schema/settings";
import { session } from "#db/schema/sign-in";
import { apiKey, queue, queueMember, user } from "#db/schema/team";
import type { Actor, Ctx } from "#lib/platform/context";
import { type Permission, permissions } from "#lib/platform/rules";
import { hashApiKey } from "./api-key";
import type { ApiKey, Person, Queue, StaffMember } from "./model";

/** Everybody, in order of name; disabled people last. */
export async function people(ctx: Ctx): Promise<StaffMember[]> {
  return ctx.db
    .select({
      id: user.id,
      name: user.name,
      email: user.email,
      role: user.role,
      disabledAt: user.disabledAt,
      createdAt: user.createdAt,
      lastSignInAt: max(session.createdAt),
    })
    .from(user)
    .leftJoin(session, eq(session.userId, user.id))
    .groupBy(user.id)
    .orderBy(sql`${user.disabledAt} is not null`, asc(user.name), asc(user.id));
}

/** One person by id, for instance oneself; null when there is no such account. */
export async function personById(ctx: Ctx, id: string): Promise<Person | null> {
  const [row] = await ctx.db
    .select({ id: user.id, name: user.name, email: user.email, role: user.role })
    .from(user)
    .where(eq(user.id, id));
  return row ?? null;
}

/** False while nobody can administer the desk: people whom an identity provider sent may be there before. */
export async function hasAdministrator(ctx: Ctx): Promise<boolean> {
  const [row] = await ctx.db.select({ id: user.id }).from(user).where(eq(user.role, "admin")).limit(1);
  return row !== undefined;
}

/** False before anybody had an account. */
export async function hasPeople(ctx: Ctx): Promise<boolean> {
  const [row] = await ctx.db.select({ id: user.id }).from(user).limit(1);
  return row !== undefined;
}

/** One person of each role, the longest-standing, most powerful last: whom a visitor of the demo may become. */
export async function onePersonPerRole(ctx: Ctx): Promise<Person[]> {
  const rows = await ctx.db
    .selectDistinctOn([user.role], { id: user.id, name: user.name, email: user.email, role: user.role })
    .from(user)
    .where(isNull(user.disabledAt))
    .orderBy(user.role, user.createdAt, user.id);
  const order: Person["role"][] = ["analyst", "lead", "admin", "viewer"];
  return rows.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}

/** All queues, by name. */
export async function queues(ctx: Ctx): Promise<Queue[]> {
  return ctx.db
    .select({
      id: queue.id,
      key: queue.key,
      name: queue.name,
      description: queue.description,
      isRestricted: queue.isRestricted,
    })
    .from(queue)
    .orderBy(asc(queue.name), asc(queue.id));
}

/** Ids of the members of each queue that has any. */
export async function queueMembers(ctx: Ctx): Promise<Map<number, string[]>> {
  const rows = await ctx.db
    .select()
    .from(queueMember)
    .orderBy(asc(queueMember.queueId), asc(queueMember.userId));
  const members = new Map<number, string[]>();
  for (const { queueId, userId } of rows) members.set(queueId, [...(members.get(queueId) ?? []), userId]);
  return members;
}

/** All keys, newest first, with the name of who made them. */
export async function apiKeys(ctx: Ctx): Promise<ApiKey[]> {
  const rows = await ctx.db
    .select({ key: apiKey, createdBy: user.name })
    .from(apiKey)
    .innerJoin(user, eq(user.id, apiKey.createdBy))
    .orderBy(desc(apiKey.id));
  return rows.map(({ key: { hash: _secret, ...key }, createdBy }) => ({
    ...key,
    createdBy,
    scopes: known(key.scopes),
  }));
}

/** Whom a presented key stands for: the role its maker has now, within its scopes. Null when unknown, expired, revoked, or its maker is disabled. */
export async function apiKeyActor(ctx: Ctx, key: string): Promise<Actor | null> {
  const now = ctx.now();
  const [found] = await ctx.db
    .select({
      id: apiKey.id,
      name: apiKey.name,
      scopes: apiKey.scopes,
      role: user.role,
      lastUsedAt: apiKey.lastUsedAt,
    })
    .from(apiKey)
    .innerJoin(user, eq(user.id, apiKey.createdBy))
    .where(
      and(
        eq(apiKey.hash, hashApiKey(key)),
        isNull(apiKey.revokedAt),
        isNull(user.disabledAt),
        or(isNull(apiKey.expiresAt), gt(apiKey.expiresAt, now)),
      ),
    );
  if (!found) return null;
  // To the minute is exact enough, and spares a write a request.
  if (!found.lastUsedAt || now.getTime() - found.lastUsedAt.getTime() > 60_000)
    await ctx.db.update(apiKey).set({ lastUsedAt: now }).where(eq(apiKey.id, found.id));
  return {
    kind: "api_key",
    id: String(found.id),
    name: found.name,
    role: found.role,
    scopes: known(found.scopes),
  };
}

/** Where it is kept that a person has put the newcomers' guide away. */
export function guideKey(personId: string): string {
  return `guide.dismissed:${personId}`;
}

/** True once whoever asks has put the newcomers' guide away. */
export async function isGuideDismissed({ db, actor }: Ctx): Promise<boolean> {
  return (await db.$count(setting, eq(setting.key, guideKey(actor.id)))) > 0;
}

function known(scopes: string[]): Permission[] {
  return scopes.filter((scope): scope is Permission => scope in permissions);
}

/** A role follows the groups somebody is in, wherever groups are given roles. */
import { and, eq, inArray } from "drizzle-orm";
import { account, session } from "#db/schema/sign-in";
import { user } from "#db/schema/team";
import { recordAudit } from "#lib/platform/audit";
import type { Ctx } from "#lib/platform/context";
import type { Role } from "#lib/platform/rules";
import { keepAdministrator } from "#lib/platform/sign-in/administrators";
import { groupsDecide, groupsOf, roleOfGroups } from "#lib/platform/sign-in/groups";

/**
 * Gives people the highest role of their groups, that of a viewer where none has one, with the next request: sessions of
 * another role end. Accounts with a password are managed at the desk. `forbidden` where that would take an administrator
 * who has to stay one.
 */
export async function followGroups(tx: Ctx, userIds: readonly string[]): Promise<void> {
  if (!groupsDecide() || userIds.length === 0) return;
  const touched = inArray(user.id, [...new Set(userIds)]);
  const people = await tx.db
    .select({ id: user.id, role: user.role })
    .from(user)
    .where(touched)
    .orderBy(user.id);
  const [local, groups] = await Promise.all([localAmong(tx, userIds), groupsOf(tx, userIds)]);
  const changes = people
    .filter(({ id }) => !local.has(id))
    .map(({ id, role }) => ({ id, before: role, after: roleOfGroups(groups.get(id) ?? []) ?? "viewer" }))
    .filter(({ before, after }) => before !== after);
  // Whoever becomes an administrator by the same change may be the one who lets another go.
  const [leaving, others] = [changes.filter(isLeaving), changes.filter((change) => !isLeaving(change))];
  for (const change of [...others, ...leaving]) await changeRole(tx, change);
}

type RoleChange = { id: string; before: Role; after: Role };

function isLeaving({ before }: RoleChange): boolean {
  return before === "admin";
}

async function changeRole(tx: Ctx, { id, before, after }: RoleChange): Promise<void> {
  await keepAdministrator(tx, id, "forbidden");
  await tx.db.update(user).set({ role: after, updatedAt: tx.now() }).where(eq(user.id, id));
  await tx.db.delete(session).where(eq(session.userId, id));
  const change = { before: { role: before }, after: { role: after } };
  await recordAudit(tx, { action: "person.change_role", entity: "user", entityId: id, ...change });
}

/** Those who have a password here. */
async function localAmong(tx: Ctx, userIds: readonly string[]): Promise<Set<string>> {
  const own = and(inArray(account.userId, [...userIds]), eq(account.providerId, "credential"));
  const rows = await tx.db.select({ userId: account.userId }).from(account).where(own);
  return new Set(rows.map(({ userId }) => userId));
}

/** A role follows the groups somebody is in, wherever groups are given roles. */
import { and, eq, inArray } from "drizzle-orm";
import { account, session } from "#db/schema/sign-in";
import { user } from "#db/schema/team";
import { recordAudit } from "#lib/platform/audit";
import type { Ctx } from "#lib/platform/context";
import { groupsDecide, groupsOf, roleOfGroups } from "#lib/platform/sign-in/groups";
import { isAnotherAdministrator } from "../../administrators";

/**
 * Gives people the highest role of their groups, that of a viewer where none has one, with the next request: sessions of
 * another role end. Accounts with a password are managed at the desk, and the last administrator stays one.
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
  for (const { id, role: before } of people) {
    if (local.has(id)) continue;
    const role = roleOfGroups(groups.get(id) ?? []) ?? "viewer";
    if (role === before || (before === "admin" && !(await isAnotherAdministrator(tx, id)))) continue;
    await tx.db.update(user).set({ role, updatedAt: tx.now() }).where(eq(user.id, id));
    await tx.db.delete(session).where(eq(session.userId, id));
    const change = { before: { role: before }, after: { role } };
    await recordAudit(tx, { action: "person.change_role", entity: "user", entityId: id, ...change });
  }
}

/** Those who have a password here. */
async function localAmong(tx: Ctx, userIds: readonly string[]): Promise<Set<string>> {
  const own = and(inArray(account.userId, [...userIds]), eq(account.providerId, "credential"));
  const rows = await tx.db.select({ userId: account.userId }).from(account).where(own);
  return new Set(rows.map(({ userId }) => userId));
}

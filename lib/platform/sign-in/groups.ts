/** What groups of the identity provider are here, whether a sign-in names them or SCIM does. */
import { eq, inArray } from "drizzle-orm";
import { scimGroup, scimGroupMember } from "#db/schema/sign-in";
import type { Ctx } from "../context";
import { type Role, roles } from "../rules";
import { groupRoles } from "./identity-provider";

/** True where groups decide on roles. */
export function groupsDecide(): boolean {
  return Object.keys(groupRoles()).length > 0;
}

/** The highest role any of the groups stands for; null where none does. */
export function roleOfGroups(groups: readonly string[]): Role | null {
  const known = groupRoles();
  const own = groups.flatMap((group) => (Object.hasOwn(known, group) ? known[group] : []));
  return roles.findLast((role) => own.includes(role)) ?? null;
}

/** The groups SCIM tells of these people, by each name they have. */
export async function groupsOf({ db }: Ctx, userIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .select({ userId: scimGroupMember.userId, name: scimGroup.name, externalId: scimGroup.externalId })
    .from(scimGroupMember)
    .innerJoin(scimGroup, eq(scimGroup.id, scimGroupMember.groupId))
    .where(inArray(scimGroupMember.userId, [...userIds]));
  const groups = new Map<string, string[]>();
  for (const { userId, name, externalId } of rows)
    groups.set(userId, [...(groups.get(userId) ?? []), name, ...(externalId === null ? [] : [externalId])]);
  return groups;
}

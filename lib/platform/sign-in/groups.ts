/** What groups of the identity provider are here: VIGIL_OIDC_ROLES, whether a token names them or SCIM does. */
import { eq, inArray } from "drizzle-orm";
import { scimGroup, scimGroupMember } from "#db/schema/sign-in";
import type { Ctx } from "../context";
import { env } from "../env";
import { type Role, roles } from "../rules";

/** True where groups decide on roles. */
export function groupsDecide(): boolean {
  return Object.keys(env().VIGIL_OIDC_ROLES).length > 0;
}

/** The highest role any of the groups stands for; null where none does. */
export function roleOfGroups(groups: readonly string[]): Role | null {
  const { VIGIL_OIDC_ROLES } = env();
  const own = groups.flatMap((group) =>
    Object.hasOwn(VIGIL_OIDC_ROLES, group) ? VIGIL_OIDC_ROLES[group] : [],
  );
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

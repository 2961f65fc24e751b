/** Which groups an identity provider has told of. */
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { scimGroup, scimGroupMember } from "#db/schema/sign-in";
import { user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { ToldGroup } from "./model";

export const groupFilters = ["displayname", "externalid", "id", "members", "members.value"] as const;
type Asked = Partial<Record<(typeof groupFilters)[number], string>>;

/** Groups in order of their ids; with their members unless those were left out. */
export async function toldGroups(
  { db }: Ctx,
  asked: Asked,
  { start, count, hasMembers }: { start: number; count: number; hasMembers: boolean },
): Promise<{ groups: ToldGroup[]; total: number }> {
  const member = asked["members.value"] ?? asked.members;
  const isMember =
    member !== undefined
      ? sql`exists (select from ${scimGroupMember} where ${scimGroupMember.groupId} = ${scimGroup.id}
          and ${scimGroupMember.userId} = ${member})`
      : undefined;
  const which = and(
    asked.displayname !== undefined ? sql`lower(${scimGroup.name}) = lower(${asked.displayname})` : undefined,
    asked.externalid !== undefined ? eq(scimGroup.externalId, asked.externalid) : undefined,
    asked.id !== undefined ? eq(scimGroup.id, asked.id) : undefined,
    isMember,
  );
  const [rows, total] = await Promise.all([
    db
      .select()
      .from(scimGroup)
      .where(which)
      .orderBy(asc(scimGroup.id))
      .limit(count)
      .offset(start - 1),
    db.$count(scimGroup, which),
  ]);
  const ids = rows.map(({ id }) => id);
  const members = hasMembers && ids.length > 0 ? await membersOf({ db }, ids) : [];
  const groups = rows.map(({ id, name, externalId }) => ({
    id,
    name,
    externalId,
    ...(hasMembers && { members: members.filter(({ groupId }) => groupId === id) }),
  }));
  return { groups, total };
}

/** One group; throws `not_found`. */
export async function toldGroup(ctx: Ctx, id: string, hasMembers = true): Promise<ToldGroup> {
  const { groups } = await toldGroups(ctx, { id }, { start: 1, count: 1, hasMembers });
  if (groups[0]) return groups[0];
  throw new AppError("not_found", "There is no group with this id.");
}

function membersOf({ db }: Pick<Ctx, "db">, groupIds: string[]) {
  return db
    .select({ groupId: scimGroupMember.groupId, id: user.id, name: user.name })
    .from(scimGroupMember)
    .innerJoin(user, eq(user.id, scimGroupMember.userId))
    .where(inArray(scimGroupMember.groupId, groupIds))
    .orderBy(asc(user.id));
}

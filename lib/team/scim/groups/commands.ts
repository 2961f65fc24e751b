/** What an identity provider does to groups, and what their members become by it. */
import { randomUUID } from "node:crypto";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { scimGroup, scimGroupMember } from "#db/schema/sign-in";
import { user } from "#db/schema/team";
import { recordAudit } from "#lib/platform/audit";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { oneAtATime } from "#lib/platform/sign-in/administrators";
import { followGroups } from "./follow";
import { GroupStep, NewGroup } from "./model";

/** Makes a group; its members get the role it stands for. `conflict` for a name there is already. */
export const provisionGroup = command("machine", NewGroup, async (tx, told): Promise<{ id: string }> => {
  await oneAtATime(tx);
  const { name, externalId = null } = told;
  await refuseTaken(tx, name);
  const id = randomUUID();
  await tx.db.insert(scimGroup).values({ id, name, externalId });
  await recordAudit(tx, { action: "group.create", entity: "group", entityId: id, after: { name } });
  await followGroups(tx, await changeMembers(tx, id, { how: "add", members: told.members }));
  return { id };
});

/** Renames a group, or changes who is in it; whoever that touches gets the role of the groups they are in now. */
export const changeGroup = command(
  "machine",
  z.object({ id: z.string(), steps: z.array(GroupStep) }),
  async (tx, { id, steps }): Promise<{ id: string }> => {
    await oneAtATime(tx);
    const before = await lockGroup(tx, id);
    const touched: string[] = [];
    for (const step of steps) {
      if ("how" in step) touched.push(...(await changeMembers(tx, id, step)));
      else if ("name" in step) await rename(tx, id, step.name);
      else await tx.db.update(scimGroup).set(step).where(eq(scimGroup.id, id));
    }
    const after = await lockGroup(tx, id);
    // What a group is called decides what it stands for.
    if (after.name !== before.name || after.externalId !== before.externalId)
      touched.push(...(await memberIds(tx, id)));
    await followGroups(tx, touched);
    return { id };
  },
);

/** Removes a group; nobody is in it any more. */
export const removeGroup = command(
  "machine",
  z.object({ id: z.string() }),
  async (tx, { id }): Promise<void> => {
    await oneAtATime(tx);
    const { name } = await lockGroup(tx, id);
    const members = await memberIds(tx, id);
    await tx.db.delete(scimGroup).where(eq(scimGroup.id, id));
    await recordAudit(tx, { action: "group.remove", entity: "group", entityId: id, before: { name } });
    await followGroups(tx, members);
  },
);

type MemberStep = Extract<GroupStep, { how: unknown }>;

/** Returns who came and who went. */
async function changeMembers(tx: Ctx, groupId: string, { how, members }: MemberStep): Promise<string[]> {
  const there = new Set(await memberIds(tx, groupId));
  const wanted = [...new Set(members)];
  const gone = how === "remove" ? wanted.filter((one) => there.has(one)) : [];
  if (how === "replace") gone.push(...[...there].filter((one) => !wanted.includes(one)));
  const fresh = how === "remove" ? [] : wanted.filter((one) => !there.has(one));
  const known = await tx.db.$count(user, inArray(user.id, fresh));
  if (known < fresh.length) throw new AppError("invalid", "A member of this group has no account here.");
  const own = eq(scimGroupMember.groupId, groupId);
  if (gone.length > 0)
    await tx.db.delete(scimGroupMember).where(and(own, inArray(scimGroupMember.userId, gone)));
  if (fresh.length > 0)
    await tx.db.insert(scimGroupMember).values(fresh.map((userId) => ({ groupId, userId })));
  if (gone.length + fresh.length === 0) return [];
  await recordAudit(tx, {
    action: "group.change",
    entity: "group",
    entityId: groupId,
    before: { removed: gone.sort() },
    after: { added: fresh.sort() },
  });
  return [...gone, ...fresh];
}

async function rename(tx: Ctx, id: string, name: string): Promise<void> {
  const before = await lockGroup(tx, id);
  if (before.name === name) return;
  await refuseTaken(tx, name, id);
  await tx.db.update(scimGroup).set({ name, updatedAt: tx.now() }).where(eq(scimGroup.id, id));
  await recordAudit(tx, {
    action: "group.change",
    entity: "group",
    entityId: id,
    before: { name: before.name },
    after: { name },
  });
}

async function refuseTaken(tx: Ctx, name: string, own = ""): Promise<void> {
  const same = and(sql`lower(${scimGroup.name}) = lower(${name})`, ne(scimGroup.id, own));
  if ((await tx.db.$count(scimGroup, same)) > 0)
    throw new AppError("conflict", "There is a group of this name already.");
}

async function lockGroup(tx: Ctx, id: string) {
  const [found] = await tx.db.select().from(scimGroup).where(eq(scimGroup.id, id)).for("update");
  if (!found) throw new AppError("not_found", "There is no group with this id.");
  return found;
}

async function memberIds(tx: Ctx, groupId: string): Promise<string[]> {
  const rows = await tx.db
    .select({ userId: scimGroupMember.userId })
    .from(scimGroupMember)
    .where(eq(scimGroupMember.groupId, groupId));
  return rows.map(({ userId }) => userId);
}

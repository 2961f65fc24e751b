/** The queues people share: their names, who works them, and whether others see their tickets. */
import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray } from "drizzle-orm";
import { queue, queueMember, user } from "#db/schema/team";
import { ticket } from "#db/schema/tickets";
import { canRestrict } from "#db/sight";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import { authorise, type Ctx, requireProof } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { refuseStale } from "#lib/platform/stale";
import { unlearn } from "#lib/platform/unlearning";
import { ChangeQueueInput, CreateQueueInput, RestrictQueueInput, SetMembersInput } from "../model";

/** Makes a queue; its key is what connectors name it by and never changes. */
export const createQueue = command("queue.manage", CreateQueueInput, async (tx, input) => {
  const [row] = await tx.db
    .insert(queue)
    .values({ ...input, createdAt: tx.now() })
    .onConflictDoNothing()
    .returning();
  if (!row)
    throw new AppError("conflict", `There is a queue with the key ${input.key} already.`, {
      fields: [{ field: "key", message: "Taken by another queue." }],
    });
  await recordAudit(tx, { action: "queue.create", entity: "queue", entityId: row.id, after: input });
  await publishChange(tx, "setting", null, { entity: "queue", id: row.id });
  return row;
});

/**
 * Keeps a queue's tickets to its members, or opens them to everybody again. What was learnt of its tickets is unlearned:
 * the apprentice speaks to all.
 */
export const restrictQueue = command(
  "queue.restrict",
  RestrictQueueInput,
  async (tx, { queueId, isRestricted }) => {
    const before = await lockQueue(tx, queueId);
    if (before.isRestricted === isRestricted) return { queueId, isRestricted };
    if (isRestricted) await refuseRestriction(tx, queueId);
    await tx.db.update(queue).set({ isRestricted }).where(eq(queue.id, queueId));
    if (isRestricted) {
      const tickets = await tx.db.select({ id: ticket.id }).from(ticket).where(eq(ticket.queueId, queueId));
      await unlearn(
        tx,
        tickets.map(({ id }) => id),
      );
    }
    await recordAudit(tx, {
      action: isRestricted ? "queue.restrict" : "queue.open",
      entity: "queue",
      entityId: queueId,
    });
    await publishChange(tx, "setting", null, { entity: "queue", id: queueId });
    return { queueId, isRestricted };
  },
);

async function refuseRestriction(tx: Ctx, queueId: number): Promise<void> {
  if ((await tx.db.$count(queueMember, eq(queueMember.queueId, queueId))) === 0)
    throw new AppError("unprocessable", "Nobody would see its tickets: choose its members first.");
  if (await canRestrict(tx.db)) return;
  throw new AppError(
    "unprocessable",
    "The database cannot hide tickets yet: its administrator must make the role vigil_reader once, see docs/restricted-queues.md.",
  );
}

/**
 * Changes a queue as a whole or not at all: its name, its members, and whether others see its tickets. Throws `conflict` where
 * it is not what was seen.
 */
export const changeQueue = command("queue.manage", ChangeQueueInput, async (tx, input) => {
  const { queueId, seen, ...wanted } = sorted(input);
  const row = await lockQueue(tx, queueId);
  const { name, description, isRestricted } = row;
  const before = { name, description, isRestricted, userIds: await membersOf(tx, queueId) };
  refuseStale(before, seen && sorted(seen), wanted);
  if (wanted.name !== name || wanted.description !== description) await rename(tx, row, wanted);
  // Opened before it may lose its last member, restricted once it has some.
  if (isRestricted && !wanted.isRestricted) await restrictQueue(tx, { queueId, isRestricted: false });
  if (!isDeepStrictEqual(before.userIds, wanted.userIds))
    await setQueueMembers(tx, { queueId, userIds: wanted.userIds });
  if (!isRestricted && wanted.isRestricted) await restrictQueue(tx, { queueId, isRestricted: true });
  return { queueId };
});

/** With each member once, in an order of their own. */
function sorted<Parts extends { userIds: string[] }>(parts: Parts): Parts {
  return { ...parts, userIds: [...new Set(parts.userIds)].sort() };
}

async function membersOf(tx: Ctx, queueId: number): Promise<string[]> {
  const rows = await tx.db
    .select({ userId: queueMember.userId })
    .from(queueMember)
    .where(eq(queueMember.queueId, queueId));
  return rows.map(({ userId }) => userId).sort();
}

/** Gives a queue another name and description; its key stays. */
async function rename(
  tx: Ctx,
  before: typeof queue.$inferSelect,
  { name, description }: { name: string; description: string },
): Promise<void> {
  await tx.db.update(queue).set({ name, description }).where(eq(queue.id, before.id));
  await recordAudit(tx, {
    action: "queue.rename",
    entity: "queue",
    entityId: before.id,
    before: { name: before.name, description: before.description },
    after: { name, description },
  });
  await publishChange(tx, "setting", null, { entity: "queue", id: before.id });
}

/** Sets who works a queue. */
export const setQueueMembers = command("queue.manage", SetMembersInput, async (tx, { queueId, userIds }) => {
  const found = await lockQueue(tx, queueId);
  if (found.isRestricted) await refuseStranger(tx, queueId, userIds);
  const wanted = [...new Set(userIds)];
  const known = await tx.db.select({ id: user.id }).from(user).where(inArray(user.id, wanted));
  if (known.length < wanted.length) throw new AppError("not_found", "Somebody named here has no account.");
  const removed = await tx.db.delete(queueMember).where(eq(queueMember.queueId, queueId)).returning();
  const before = removed.map(({ userId }) => userId).sort();
  if (wanted.length > 0)
    await tx.db.insert(queueMember).values(wanted.map((userId) => ({ queueId, userId })));
  await recordAudit(tx, {
    action: "queue.set_members",
    entity: "queue",
    entityId: queueId,
    before: { userIds: before },
    after: { userIds: wanted.sort() },
  });
  await publishChange(tx, "setting", null, { entity: "queue", id: queueId });
  return { queueId, userIds: wanted };
});

async function lockQueue(tx: Ctx, queueId: number) {
  const [found] = await tx.db.select().from(queue).where(eq(queue.id, queueId)).for("update");
  if (!found) throw new AppError("not_found", "This queue does not exist.");
  return found;
}

/** Who sees a restricted queue is for its members and administrators to say; somebody always does. */
async function refuseStranger(tx: Ctx, queueId: number, wanted: string[]): Promise<void> {
  if (wanted.length === 0)
    throw new AppError("unprocessable", "Nobody would see its tickets: open the queue to everybody first.");
  requireProof(tx);
  const own = and(eq(queueMember.queueId, queueId), eq(queueMember.userId, tx.actor.id));
  if ((await tx.db.$count(queueMember, own)) === 0) authorise(tx, "queue.restrict");
}

/** Whom an identity provider asks about. */
import { asc, eq, sql } from "drizzle-orm";
import { user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { Provisioned } from "./model";

const told = { id: user.id, name: user.name, email: user.email, disabledAt: user.disabledAt };
const most = 100;

/** People in order of their ids from the one at `start` on, counted from 1; of one address where it is asked for. */
export async function provisioned(
  { db }: Ctx,
  { userName, start = 1 }: { userName?: string; start?: number },
): Promise<{ people: Provisioned[]; total: number }> {
  const which = userName === undefined ? undefined : eq(user.email, userName.toLowerCase());
  const [people, total] = await Promise.all([
    db
      .select(told)
      .from(user)
      .where(which)
      .orderBy(asc(user.id))
      .limit(most)
      .offset(Math.max(0, start - 1)),
    db.$count(user, which ?? sql`true`),
  ]);
  return { people, total };
}

/** One person; throws `not_found`. */
export async function provisionedById({ db }: Ctx, id: string): Promise<Provisioned> {
  const [found] = await db.select(told).from(user).where(eq(user.id, id));
  if (!found) throw new AppError("not_found", "There is nobody with this id.");
  return found;
}

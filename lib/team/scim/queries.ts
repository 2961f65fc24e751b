/** Whom an identity provider asks about. */
import { and, asc, eq } from "drizzle-orm";
import { user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { Provisioned } from "./model";

const told = { id: user.id, name: user.name, email: user.email, disabledAt: user.disabledAt };

/** People in order of their ids from the one at `start` on, counted from 1; of one address or id where it is asked for. */
export async function provisioned(
  { db }: Ctx,
  { userName, id }: { userName?: string | undefined; id?: string | undefined },
  { start, count }: { start: number; count: number },
): Promise<{ people: Provisioned[]; total: number }> {
  const which = and(
    userName === undefined ? undefined : eq(user.email, userName.toLowerCase()),
    id === undefined ? undefined : eq(user.id, id),
  );
  const [people, total] = await Promise.all([
    db
      .select(told)
      .from(user)
      .where(which)
      .orderBy(asc(user.id))
      .limit(count)
      .offset(start - 1),
    db.$count(user, which),
  ]);
  return { people, total };
}

/** One person; throws `not_found`. */
export async function provisionedById({ db }: Ctx, id: string): Promise<Provisioned> {
  const [found] = await db.select(told).from(user).where(eq(user.id, id));
  if (!found) throw new AppError("not_found", "There is nobody with this id.");
  return found;
}

/** Where a person is signed in. */
import { desc, eq } from "drizzle-orm";
import { session } from "#db/schema/sign-in";
import type { Ctx } from "#lib/platform/context";
import type { SignedIn } from "../model";

/** The sessions of a person, the one used last first. */
export async function sessionsOf(ctx: Ctx, userId: string): Promise<SignedIn[]> {
  return ctx.db
    .select({
      id: session.id,
      createdAt: session.createdAt,
      seenAt: session.updatedAt,
      expiresAt: session.expiresAt,
      ipAddress: session.ipAddress,
      userAgent: session.userAgent,
    })
    .from(session)
    .where(eq(session.userId, userId))
    .orderBy(desc(session.updatedAt), desc(session.id));
}

/** Ending sessions: one's own, and for administrators anybody's. */
import { eq } from "drizzle-orm";
import { session } from "#db/schema/sign-in";
import { recordAudit } from "#lib/platform/audit";
import { command } from "#lib/platform/command";
import { authorise, requireProof } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { EndSessionInput } from "../model";

/** Ends a session at once, wherever its browser is. */
export const endSession = command("desk.read", EndSessionInput, async (tx, { id }) => {
  const [found] = await tx.db
    .select({ userId: session.userId, ipAddress: session.ipAddress })
    .from(session)
    .where(eq(session.id, id));
  const isOwn = tx.actor.kind === "user" && found?.userId === tx.actor.id;
  // Whether somebody else's session exists is not told either.
  if (!isOwn) {
    authorise(tx, "people.manage");
    requireProof(tx);
  }
  if (!found) throw new AppError("not_found", "This session has ended already.");
  await tx.db.delete(session).where(eq(session.id, id));
  const { userId, ipAddress } = found;
  await recordAudit(tx, { action: "session.end", entity: "user", entityId: userId, before: { ipAddress } });
  return { id };
});

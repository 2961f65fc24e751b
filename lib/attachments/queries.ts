/** Reads of kept files. */
import { eq } from "drizzle-orm";
import { attachment } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";

/** A kept file with its bytes. Throws `not_found`. */
export async function attachmentById(
  ctx: Ctx,
  id: string,
): Promise<{ name: string; type: string; content: Uint8Array }> {
  const [found] = await ctx.db
    .select({ name: attachment.name, type: attachment.type, content: attachment.content })
    .from(attachment)
    .where(eq(attachment.id, id));
  if (!found) throw new AppError("not_found", "There is no such attachment.");
  return found;
}

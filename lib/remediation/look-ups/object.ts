/** The object an action acts on, as an installed look-up shows it: what an approval binds to. */
import type { Ctx } from "#lib/platform/context";
import { lookWith, type Seen } from "./ask";
import type { ObjectLook } from "./model";
import { partOf } from "./result";

/** The part of the object that matters; nothing where no look-up is set. */
export async function objectOf(
  ctx: Ctx,
  look: ObjectLook | null,
  given: Record<string, unknown>,
  ticketId: number,
): Promise<Seen> {
  if (look === null) return { isSeen: true, result: {} };
  const seen = await lookWith(ctx, look, given, ticketId);
  if (!seen.isSeen) return seen;
  const result = partOf(seen.result, look.fields);
  const isEmpty = look.fields.length > 0 && Object.keys(result).length === 0;
  return isEmpty
    ? { isSeen: false, reason: `${look.tool} shows none of ${look.fields.join(", ")}.` }
    : { isSeen: true, result };
}

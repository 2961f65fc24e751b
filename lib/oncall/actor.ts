/** On-call as whoever does what it does by itself: by one name on pages and in the audit trail. */
import type { Ctx } from "#lib/platform/context";

export function asOnCall(ctx: Ctx): Ctx {
  return { ...ctx, actor: { kind: "system", id: "on-call", name: "On-call" } };
}

/** Pages as the browser tests need them. */
import { addOverride, page as call, removeOverride } from "#lib/oncall/commands";
import { schedules } from "#lib/oncall/queries";
import type { Ctx } from "#lib/platform/context";

/** A page that calls Hannah, who is on call for this moment. */
export async function callHannah(
  ctx: Ctx,
  { title, ticketId }: { title: string; ticketId: number | null },
): Promise<number> {
  const schedule = (await schedules(ctx)).find(({ name }) => name === "Platform on call");
  const override = await addOverride(ctx, {
    scheduleId: schedule?.id ?? 0,
    userId: "demo-hannah",
    startsAt: new Date(Date.now() - 60_000),
    endsAt: new Date(Date.now() + 60_000),
  });
  const brief = [`Open: ${title}`];
  const made = await call(ctx, {
    cause: "approval",
    key: title,
    urgency: "critical",
    title,
    ticketId,
    brief,
  });
  await removeOverride(ctx, { id: override.id });
  if (!made) throw new Error("nobody was called");
  return made.pageId;
}

/** Changing a schedule. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ScheduleForm } from "#components/oncall/schedule-form";
import { schedules } from "#lib/oncall/queries";
import { requireCtx } from "../../../../../session";
import { saveScheduleAction } from "../../../actions";

export const metadata: Metadata = { title: "Change the schedule" };
const Params = z.object({ id: z.coerce.number().int().positive() });

export default async function EditSchedulePage({ params }: { params: Promise<unknown> }) {
  const ctx = await requireCtx("oncall.manage");
  const { data } = Params.safeParse(await params);
  const schedule = (await schedules(ctx)).find(({ id }) => id === data?.id);
  if (!schedule) notFound();
  return <ScheduleForm schedule={schedule} timeZone={schedule.timeZone} save={saveScheduleAction} />;
}

/** Changing a schedule. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { ScheduleForm } from "#components/oncall/schedule-form";
import { schedules } from "#lib/oncall/queries";
import { requireCtx } from "../../../../../session";
import { saveScheduleAction } from "../../../actions";

const Params = z.object({ id: z.coerce.number().int().positive() });

type PageProps = { params: Promise<unknown> };

const scheduleOf = cache(async (asked: Promise<unknown>) => {
  const ctx = await requireCtx("oncall.manage");
  const { data } = Params.safeParse(await asked);
  return (await schedules(ctx)).find(({ id }) => id === data?.id);
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Change ${(await scheduleOf(params))?.name ?? "the schedule"}` };
}

export default async function EditSchedulePage({ params }: PageProps) {
  const schedule = await scheduleOf(params);
  if (!schedule) notFound();
  return <ScheduleForm schedule={schedule} timeZone={schedule.timeZone} save={saveScheduleAction} />;
}

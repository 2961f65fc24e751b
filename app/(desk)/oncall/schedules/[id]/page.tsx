/** One schedule as it is drawn: two weeks from a day on. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ScheduleScreen } from "#components/oncall/schedule-screen";
import { schedules, scheduleView } from "#lib/oncall/queries";
import { startOfDay } from "#lib/oncall/rotation";
import { AppError } from "#lib/platform/errors";
import { requireCtx } from "../../../../session";
import {
  addCalendarAction,
  addOverrideAction,
  removeCalendarAction,
  removeOverrideAction,
  removeScheduleAction,
} from "../../actions";

const Params = z.object({ id: z.coerce.number().int().positive() });
/** Days from today; a year either way is further than anybody plans. */
const Query = z.object({ from: z.coerce.number().int().min(-366).max(366).catch(0) });
const daysShown = 14;
const actions = {
  addOverride: addOverrideAction,
  removeOverride: removeOverrideAction,
  remove: removeScheduleAction,
  addCalendar: addCalendarAction,
  removeCalendar: removeCalendarAction,
};

type PageProps = { params: Promise<unknown>; searchParams: Promise<unknown> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const ctx = await requireCtx();
  const { data } = Params.safeParse(await params);
  return { title: (await schedules(ctx)).find(({ id }) => id === data?.id)?.name ?? "Schedule" };
}

export default async function SchedulePage({ params, searchParams }: PageProps) {
  const ctx = await requireCtx();
  const { data } = Params.safeParse(await params);
  if (!data) notFound();
  const { from } = Query.parse(await searchParams);
  const view = await scheduleView(ctx, data.id, (zone) => startOfDay(ctx.now(), zone, from), daysShown).catch(
    (error: unknown) => {
      if (error instanceof AppError && error.code === "not_found") notFound();
      throw error;
    },
  );
  return <ScheduleScreen view={view} offset={from} days={daysShown} actions={actions} />;
}

/** All schedules. */
import type { Metadata } from "next";
import { ScheduleList } from "#components/oncall/schedule-list";

export const metadata: Metadata = { title: "Schedules" };

export default function SchedulesPage() {
  return <ScheduleList />;
}

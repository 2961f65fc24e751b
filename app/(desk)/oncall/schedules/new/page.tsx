/** A new schedule. */
import type { Metadata } from "next";
import { ScheduleForm } from "#components/oncall/schedule-form";
import { readSetting } from "#lib/settings/queries";
import { requireCtx } from "../../../../session";
import { saveScheduleAction } from "../../actions";

export const metadata: Metadata = { title: "New schedule" };

export default async function NewSchedulePage() {
  const ctx = await requireCtx("oncall.manage");
  const { timeZone } = await readSetting(ctx, "policy.hours");
  return <ScheduleForm schedule={null} timeZone={timeZone} save={saveScheduleAction} />;
}

/** Schedules and chains of another system. */
import type { Metadata } from "next";
import { ImportSchedules } from "#components/oncall/import-schedules";
import { requireCtx } from "../../../session";
import { importSchedulesAction } from "../actions";

export const metadata: Metadata = { title: "Import schedules" };

export default async function ImportSchedulesPage() {
  await requireCtx("oncall.manage");
  return <ImportSchedules take={importSchedulesAction} />;
}

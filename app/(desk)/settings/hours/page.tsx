/** When the team is there to work. */
import type { Metadata } from "next";
import { HoursForm } from "#components/settings/hours-form";
import { readSetting } from "#lib/settings/queries";
import { requireCtx } from "../../../session";
import { writeHoursAction } from "./actions";

export const metadata: Metadata = { title: "Working hours" };

export default async function HoursPage() {
  const ctx = await requireCtx("policy.manage");
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  return <HoursForm hours={await readSetting(ctx, "policy.hours")} zones={zones} write={writeHoursAction} />;
}

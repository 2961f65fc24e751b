/** What alerts cost people. */
import type { Metadata } from "next";
import { AlertLoadBoard } from "#components/incidents/alert-load-board";
import { alertLoad } from "#lib/analytics/alert-load";
import { requireCtx } from "../../../session";

export const metadata: Metadata = { title: "Alert load" };

export default async function AlertLoadPage() {
  return <AlertLoadBoard load={await alertLoad(await requireCtx("desk.read"))} />;
}

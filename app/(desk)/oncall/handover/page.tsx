/** The end of a shift: what is open now, and the hand-overs before. */
import type { Metadata } from "next";
import { HandoverScreen } from "#components/oncall/handover-screen";
import { openItems } from "#lib/oncall/handover/items";
import { handovers } from "#lib/oncall/handover/write";
import { onCallOverview } from "#lib/oncall/queries";
import { requireCtx } from "../../../session";
import { signHandoverAction, writeHandoverAction } from "../actions";

export const metadata: Metadata = { title: "Hand-over" };
const actions = { write: writeHandoverAction, sign: signHandoverAction };

export default async function HandoverPage() {
  const ctx = await requireCtx();
  const [items, past, schedules] = await Promise.all([openItems(ctx), handovers(ctx), onCallOverview(ctx)]);
  return <HandoverScreen items={items} past={past} schedules={schedules} actions={actions} />;
}

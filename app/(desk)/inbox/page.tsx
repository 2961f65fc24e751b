/** The inbox; in the demo with the guide, until whoever is at it has put it away. */
import type { Metadata } from "next";
import { Guide } from "#components/guide/guide";
import { InboxScreen } from "#components/inbox/inbox-screen";
import { env } from "#lib/platform/env";
import { isGuideDismissed } from "#lib/team/queries";
import { requireCtx } from "../../session";
import { dismissGuideAction } from "./actions";

export const metadata: Metadata = { title: "Inbox" };

export default async function InboxPage() {
  const isGuided = env().VIGIL_DEMO && !(await isGuideDismissed(await requireCtx()));
  return <InboxScreen guide={isGuided && <Guide dismiss={dismissGuideAction} />} />;
}

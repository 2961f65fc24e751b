/** How the desk deals with tickets. */
import type { Metadata } from "next";
import { ReplyRuleForm } from "#components/settings/reply-rule-form";
import { readSetting } from "#lib/settings/queries";
import { requireCtx } from "../../../session";
import { writeDeskAction } from "./actions";

export const metadata: Metadata = { title: "Inbox" };

export default async function InboxSettingsPage() {
  const ctx = await requireCtx("policy.manage");
  return <ReplyRuleForm rule={await readSetting(ctx, "desk.reply")} write={writeDeskAction} />;
}

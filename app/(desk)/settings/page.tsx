/** The settings open on the first page of one's role. */
import { redirect } from "next/navigation";
import { roleMay } from "#lib/platform/rules";
import { requireCtx } from "../../session";

export default async function SettingsPage() {
  const { actor } = await requireCtx();
  redirect(roleMay(actor.role, "people.manage") ? "/settings/people" : "/settings/account");
}

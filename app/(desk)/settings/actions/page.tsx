/** The catalogue of actions. */
import type { Metadata } from "next";
import { ActionTable } from "#components/settings/action-table";
import { catalogue } from "#lib/remediation/catalogue/queries";
import { requireCtx } from "../../../session";
import { addActionAction, changeActionAction, renewActionSecretAction, switchActionAction } from "./actions";

export const metadata: Metadata = { title: "Actions" };

export default async function ActionCataloguePage() {
  const ctx = await requireCtx("action.manage");
  return (
    <ActionTable
      actions={await catalogue(ctx)}
      add={addActionAction}
      change={changeActionAction}
      setEnabled={switchActionAction}
      renewSecret={renewActionSecretAction}
    />
  );
}

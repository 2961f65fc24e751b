/** The catalogue of actions. */
import type { Metadata } from "next";
import { ActionTable } from "#components/settings/action-table";
import { effectTools } from "#lib/mcp/queries";
import { catalogue } from "#lib/remediation/catalogue/shown";
import { lookUpChoices } from "#lib/remediation/look-ups/ask";
import { secretNames } from "#lib/secrets/queries";
import { requireCtx } from "../../../session";
import { addActionAction, changeActionAction, renewActionSecretAction, switchActionAction } from "./actions";

export const metadata: Metadata = { title: "Actions" };

export default async function ActionCataloguePage() {
  const ctx = await requireCtx("action.manage");
  return (
    <ActionTable
      actions={await catalogue(ctx)}
      tools={await effectTools(ctx)}
      secrets={await secretNames(ctx)}
      lookUps={await lookUpChoices(ctx)}
      add={addActionAction}
      change={changeActionAction}
      setEnabled={switchActionAction}
      renewSecret={renewActionSecretAction}
    />
  );
}

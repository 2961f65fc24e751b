/** Diagnostics the agent may propose. */
import type { Metadata } from "next";
import { ToolTable } from "#components/settings/tool-table";
import { codeTools } from "#lib/diagnostics/installed";
import { diagnosticTools } from "#lib/diagnostics/queries";
import { requireCtx } from "../../../session";
import { addToolAction, changeToolAction, renewToolSecretAction, switchToolAction } from "./actions";

export const metadata: Metadata = { title: "Tools" };

export default async function ToolsPage() {
  const ctx = await requireCtx("tool.manage");
  return (
    <ToolTable
      tools={await diagnosticTools(ctx)}
      ofCode={codeTools().map(({ name, description }) => ({ name, description }))}
      add={addToolAction}
      change={changeToolAction}
      setEnabled={switchToolAction}
      renewSecret={renewToolSecretAction}
    />
  );
}

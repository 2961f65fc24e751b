/** Diagnostics the agent may propose. */
import type { Metadata } from "next";
import { McpServers } from "#components/mcp/mcp-servers";
import { ToolTable } from "#components/settings/tool-table";
import { mcpServers } from "#lib/mcp/queries";
import { env } from "#lib/platform/env";
import { secretNames } from "#lib/secrets/queries";
import { codeTools } from "#lib/tools/installed";
import { diagnosticTools } from "#lib/tools/queries";
import { requireCtx } from "../../../session";
import {
  addServerAction,
  addToolAction,
  approveToolAction,
  changeToolAction,
  removeServerAction,
  renewToolSecretAction,
  revokeToolAction,
  switchServerAction,
  switchToolAction,
} from "./actions";

export const metadata: Metadata = { title: "Tools" };

export default async function ToolsPage() {
  const ctx = await requireCtx("tool.manage");
  const secrets = await secretNames(ctx);
  return (
    <>
      <ToolTable
        tools={await diagnosticTools(ctx)}
        secrets={secrets}
        ofCode={codeTools().map(({ name, description }) => ({ name, description }))}
        add={addToolAction}
        change={changeToolAction}
        setEnabled={switchToolAction}
        renewSecret={renewToolSecretAction}
      />
      <McpServers
        servers={await mcpServers(ctx)}
        secrets={secrets}
        programs={Object.keys(env().VIGIL_MCP_COMMANDS)}
        add={addServerAction}
        setEnabled={switchServerAction}
        remove={removeServerAction}
        approve={approveToolAction}
        revoke={revokeToolAction}
      />
    </>
  );
}

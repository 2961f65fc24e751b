/** What the tools page does. */
"use server";
import { addServer, approveTool, removeServer, revokeTool, switchServer } from "#lib/mcp/commands";
import { addTool, changeTool, renewToolSecret, switchTool } from "#lib/tools/commands";
import { action } from "../../../action";

const page = { refreshes: "/settings/tools" };

export const addToolAction = action(addTool, page);
export const changeToolAction = action(changeTool, page);
export const switchToolAction = action(switchTool, page);
export const renewToolSecretAction = action(renewToolSecret, page);

export const addServerAction = action(addServer, page);
export const switchServerAction = action(switchServer, page);
export const removeServerAction = action(removeServer, page);
export const approveToolAction = action(approveTool, page);
export const revokeToolAction = action(revokeTool, page);

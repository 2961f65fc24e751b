/** What the tools page does. */
"use server";
import { addTool, changeTool, renewToolSecret, switchTool } from "#lib/diagnostics/commands";
import { action } from "../../../action";

const page = { refreshes: "/settings/tools" };

export const addToolAction = action(addTool, page);
export const changeToolAction = action(changeTool, page);
export const switchToolAction = action(switchTool, page);
export const renewToolSecretAction = action(renewToolSecret, page);

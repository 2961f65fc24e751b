/** What the settings of look-ups show, and what can be done to them. */
import type { SetToolPolicyInput } from "#lib/investigation/model";
import type { FromPage, ServerAction } from "#lib/platform/model";
import type { ToolPolicy } from "#lib/settings/rules";

export type SetTool = ServerAction<FromPage<SetToolPolicyInput>>;
export type ToolWithPolicy = { name: string; description: string; policy: ToolPolicy };
export type QueueName = { id: number; name: string };

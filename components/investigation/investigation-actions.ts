/** What the settings of look-ups show, and what can be done to them. */
import type { SetToolPolicyInput } from "#lib/investigation/model";
import type { ActionResult } from "#lib/platform/model";
import type { ToolPolicy } from "#lib/settings/rules";

export type SetTool = (input: SetToolPolicyInput) => Promise<ActionResult<unknown>>;
export type ToolWithPolicy = { name: string; description: string; policy: ToolPolicy };
export type QueueName = { id: number; name: string };

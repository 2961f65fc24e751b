import type { SetToolPolicyInput, ToolPolicy } from "#lib/investigation/model";
import type { ActionResult } from "#lib/platform/model";

export type SetTool = (input: SetToolPolicyInput) => Promise<ActionResult<unknown>>;
export type ToolWithPolicy = { name: string; description: string; policy: ToolPolicy };
export type QueueName = { id: number; name: string };

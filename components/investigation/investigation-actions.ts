/** What the settings of look-ups show, and what can be done to them. */
import type { z } from "zod";
import type { SetToolPolicyInput, ToolPolicy } from "#lib/investigation/model";
import type { ActionResult } from "#lib/platform/model";
import type { WritePolicyInput } from "#lib/settings/model";

export type WriteSetting = (input: z.input<typeof WritePolicyInput>) => Promise<ActionResult<unknown>>;
export type SetTool = (input: SetToolPolicyInput) => Promise<ActionResult<unknown>>;
export type ToolWithPolicy = { name: string; description: string; policy: ToolPolicy };
export type QueueName = { id: number; name: string };

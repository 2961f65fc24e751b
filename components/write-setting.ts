/** How a page saves a setting. */
import type { z } from "zod";
import type { ActionResult } from "#lib/platform/model";
import type { WritePolicyInput } from "#lib/settings/model";

export type WriteSetting = (input: z.input<typeof WritePolicyInput>) => Promise<ActionResult<unknown>>;

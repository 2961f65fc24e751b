/** How a page saves a setting. */
import type { z } from "zod";
import type { ServerAction } from "#lib/platform/model";
import type { WritePolicyInput } from "#lib/settings/model";

export type WriteSetting = ServerAction<z.input<typeof WritePolicyInput>>;

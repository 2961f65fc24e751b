/** How a page saves a setting. */
import type { z } from "zod";
import type { FromPage, ServerAction } from "#lib/platform/model";
import type { WritePolicyInput } from "#lib/settings/model";

/** A setting with the value it is given. */
export type SettingGiven = z.input<typeof WritePolicyInput>;
export type WriteSetting = ServerAction<FromPage<SettingGiven>>;

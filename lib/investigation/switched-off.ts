/** Where the team switched a diagnostic off, Vigil does not run it, whoever calls for it. */
import type { Ctx } from "#lib/platform/context";
import { readSetting } from "#lib/settings/queries";
import { modeOf } from "#lib/settings/rules";
import { ticketById } from "#lib/tickets/queries";

/** True where policy has the tool off on this ticket as it is filed now; nothing is off that nobody switched off. */
export async function isSwitchedOff(ctx: Ctx, ticketId: number, tool: string): Promise<boolean> {
  const { tools } = await readSetting(ctx, "investigation.tools");
  if (!Object.hasOwn(tools, tool)) return false;
  return modeOf({ tools, usualMode: "asks" }, tool, await ticketById(ctx, ticketId)) === "off";
}

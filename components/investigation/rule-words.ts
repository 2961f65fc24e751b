/** How modes, levels and places of rules are called. */
import type { ReachLevel, ToolMode } from "#lib/investigation/model";

export const modeWords = {
  runs: "Runs by itself",
  asks: "Asks first",
  off: "Off",
} as const satisfies Record<ToolMode, string>;

export const levelWords = {
  analyse: "Analyse and propose",
  record: "Only record",
  off: "Off",
} as const satisfies Record<ReachLevel, string>;

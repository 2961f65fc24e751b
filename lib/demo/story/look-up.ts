/** What the pretend cloud answers to a look-up. */
import type { Found, LookUp } from "./kinds/model";
import { type ToolName, tools } from "./tools";

/** The result of a tool; the same call always finds the same. */
export function foundBy({ tool, arguments: given }: LookUp): Found {
  return tools[tool as ToolName].simulate(given);
}

/** What an action is made of once its tool has been read and its look-ups have been found: what is stored. */
import type { z } from "zod";
import { refusal } from "#lib/connectors/webhook-request";
import { vouchFor } from "#lib/mcp/vouching";
import type { Ctx } from "#lib/platform/context";
import { declaredArguments, switchesOf, textsOf } from "../execution-tool/rules";
import { requireLookUp } from "../look-ups/ask";
import type { ChangeActionInput, StoredExecutionTool } from "./model";

type Given = Omit<z.output<typeof ChangeActionInput>, "bearer">;
type Settled = Omit<Given, "mcp"> & { mcp: StoredExecutionTool | null };

/**
 * Keeps that the tool was read as it is, and takes its arguments from its own description. Throws `conflict` when the
 * tool is another one by now, `unprocessable` for a look-up that is not installed or a tool no card can fill.
 */
export async function settled(tx: Ctx, given: Given): Promise<Settled> {
  await requireLookUp(tx, "look", given.look);
  await requireLookUp(tx, "check", given.check);
  if (given.kind !== "mcp" || !given.mcp) return { ...given, mcp: null };
  const { dryRunArgument, keyArgument } = given.mcp;
  const definition = await vouchFor(tx, given.mcp, "action");
  if (definition.saysReadOnly)
    throw refusal("unprocessable", "mcp", "says that it changes nothing: approve it as a look-up");
  if (dryRunArgument && !switchesOf(definition).includes(dryRunArgument))
    throw refusal("invalid", "dryRunArgument", "is no yes-or-no argument of the tool");
  if (keyArgument && !textsOf(definition).includes(keyArgument))
    throw refusal("invalid", "keyArgument", "is no text argument of the tool");
  const set = [dryRunArgument, keyArgument].filter((name) => name !== null);
  const { declared, unfit } = declaredArguments(definition, set);
  if (unfit.length > 0)
    throw refusal("unprocessable", "mcp", `needs values that cannot be typed: ${unfit.join(", ")}`);
  if (!declared.some(({ name, isRequired }) => name === given.target && isRequired))
    throw refusal("invalid", "target", "Choose a required argument as the target");
  return { ...given, arguments: declared, mcp: { ...given.mcp, definition } };
}

/** What the set-up page does before anybody can sign in. */
"use server";
import type { z } from "zod";
import { systemCtx } from "#lib/platform/context";
import { RequestKey } from "#lib/platform/once";
import { parseInput } from "#lib/platform/parse";
import { createFirstAdministrator } from "#lib/team/commands";
import type { FirstAdministratorInput } from "#lib/team/model";
import { toActionResult } from "../action";

/** Refused without the set-up code, and as soon as there is an administrator. */
export async function createFirstAdministratorAction(
  input: z.input<typeof FirstAdministratorInput>,
  requestKey: string,
) {
  return toActionResult(async () => {
    const asked = { ...systemCtx("setup"), requestKey: parseInput(RequestKey, requestKey) };
    return createFirstAdministrator(asked, input);
  });
}

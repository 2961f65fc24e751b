/** The one bridge for server actions: session → context → command → a result the browser can show. */
import { revalidatePath } from "next/cache";
import type { z } from "zod";
import type { Command } from "#lib/platform/command";
import { AppError } from "#lib/platform/errors";
import { explainError } from "#lib/platform/explain";
import type { ActionResult, FromPage, ServerAction } from "#lib/platform/model";
import { RequestKey } from "#lib/platform/once";
import { parseInput } from "#lib/platform/parse";
import { auditForbidden } from "#lib/platform/refusals";
import { optionalCtx } from "./session";

/**
 * A server action that runs `command` as the signed-in person. `refreshes` names a page whose server-rendered
 * rows the command changes. Asked again by the same key it is done once. Never throws: what went wrong comes back as a sentence and the fields at fault.
 */
export function action<Schema extends z.ZodType, Data>(
  command: Command<Schema, Data>,
  { refreshes }: { refreshes?: string } = {},
): ServerAction<FromPage<z.input<Schema>>, Data> {
  return (input, requestKey) =>
    toActionResult(async () => {
      const ctx = await optionalCtx();
      if (!ctx)
        throw new AppError("unauthenticated", "Your session has ended. Sign in again; nothing was saved.");
      const asked = { ...ctx, requestKey: parseInput(RequestKey, requestKey) };
      const data = await command(asked, input).catch(async (error: unknown) => {
        await auditForbidden(ctx, error);
        throw error;
      });
      if (refreshes) revalidatePath(refreshes);
      return data;
    });
}

/** What `work` returns or why it failed, as an action answers it. */
export async function toActionResult<Data>(work: () => Promise<Data>): Promise<ActionResult<Data>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    const { code, message, fields } = explainError(error);
    return { ok: false, error: { code, message, fields } };
  }
}

/** The catalogue as people see it. */
import type { Ctx } from "#lib/platform/context";
import { referredSecret } from "#lib/secrets/model";
import { toolFault } from "../execution-tool/execution-tool";
import { Action } from "./model";
import { storedActions } from "./queries";

/** All actions in order of name, without their secrets, and with what is wrong with one whose tool changed. */
export async function catalogue(ctx: Ctx): Promise<Action[]> {
  const rows = await storedActions(ctx);
  return Promise.all(
    rows.map(async (row) => {
      const { secret, bearer, createdAt, ...one } = row;
      return Action.parse({
        ...one,
        hasBearer: bearer !== null,
        bearerSecret: referredSecret(bearer),
        fault: await toolFault(ctx, row),
      });
    }),
  );
}

/** What the first steps do by themselves. */

import { z } from "zod";
import { command } from "#lib/platform/command";
import { AppError } from "#lib/platform/errors";
import { queues } from "#lib/team/queries";
import { createQueue } from "#lib/team/queues/commands";
import { starterQueues } from "./model";

/** Makes the queues to start from; `conflict` where there are queues already. */
export const createStarterQueues = command("queue.manage", z.object({}), async (tx): Promise<void> => {
  if ((await queues(tx)).length > 0) throw new AppError("conflict", "There are queues already.");
  for (const one of starterQueues) await createQueue(tx, one);
});

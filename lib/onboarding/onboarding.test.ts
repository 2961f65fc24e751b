/** The first steps are counted as they are taken; the queues to start from are made once. */
import { expect } from "vitest";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { createStarterQueues } from "./commands";
import { starterQueues } from "./model";
import { onboarding } from "./queries";

class Done extends Error {}

test("starter queues are made where there are none, and only there", async ({ ctx }) => {
  const work = withTransaction(ctx, async (tx: Ctx) => {
    expect((await onboarding(tx)).queues).toBe(0);
    await createStarterQueues(tx, {});
    expect((await onboarding(tx)).queues).toBe(starterQueues.length);
    await expect(createStarterQueues(tx, {})).rejects.toMatchObject({ code: "conflict" });
    throw new Done();
  });
  await expect(work).rejects.toBeInstanceOf(Done);
});

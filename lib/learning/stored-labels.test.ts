/** A label another version wrote is listed as far as it can be read, and never keeps the others from a list or an export. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { label } from "#db/schema/suggestions";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { decide } from "#lib/suggestions/commands";
import { person, ticketWithProposal } from "#lib/suggestions/testing/fixtures";
import { activeLabels, datasetCounts, recentLabels } from "./queries";

async function rejected(ctx: Ctx): Promise<number> {
  const { suggestion } = await ticketWithProposal(ctx);
  const input = { suggestionId: suggestion.id, mutationId: unique("decide"), verdict: "reject" as const };
  return (await decide(await person(ctx), { ...input, reason: "wrong" })).id;
}

test("a reason and a gate of another version are none, a conversation that cannot be read is left out", async ({
  ctx,
}) => {
  const [strange, unreadable, whole] = [await rejected(ctx), await rejected(ctx), await rejected(ctx)];
  const write = (decisionId: number, values: object) =>
    ctx.db.update(label).set(values).where(eq(label.decisionId, decisionId));
  await write(strange, { reason: "moon", gate: { verdict: "perhaps" } });
  await write(unreadable, { context: [{ by: "nobody" }, 5] });
  const expected = [
    { decisionId: strange, reason: null, gate: null },
    { decisionId: whole, reason: "wrong" },
  ];
  const analyst = await person(ctx);
  expect((await recentLabels(analyst)).reverse()).toMatchObject(expected);
  const exported = [];
  for await (const { label: one } of activeLabels(ctx, {})) exported.push(one);
  expect(exported).toMatchObject(expected);
  expect((await datasetCounts(analyst)).verdicts.reject).toBe(3);
});

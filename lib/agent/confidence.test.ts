/** Confidence says something: what one case can prove, alike for tickets that are alike; and silence says what kept it. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { agentRun } from "#db/schema/suggestions";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { gateProbability, mostByCases, newGate } from "#lib/policy/gate/gate";
import { recordExamples } from "./commands";
import { arrives, closedTicket, runsOn, testPorts } from "./testing/environment";

async function learns(ctx: Ctx, subject: string, turns: Parameters<typeof closedTicket>[1]["turns"]) {
  const ticketId = await closedTicket(ctx, { subject, turns });
  await recordExamples(systemCtx("learning", ctx.db), { examples: [{ ticketId }] });
}

async function run(ctx: Ctx, message: Parameters<typeof arrives>[1]) {
  const arrival = await arrives(ctx, message);
  await runsOn(ctx, arrival, await testPorts(ctx));
  const [found] = await ctx.db.select().from(agentRun).where(eq(agentRun.eventId, arrival.eventId));
  if (!found) throw new Error("Nothing was looked at.");
  return found;
}

test.for([
  [1, 0.5],
  [2, 0.67],
  [9, 0.9],
])("%i cases prove no more than %d, however sure the model is", ([support, most]) => {
  const features = { logit: 8, [mostByCases]: (support ?? 0) / ((support ?? 0) + 1) };
  expect(gateProbability(newGate(), { queue: null, features })).toBeCloseTo(most ?? 0, 2);
});

test("a reply rises case by case, within what the cases prove, and five tickets alike get one confidence", async ({
  ctx,
}) => {
  const seal = unique("seal").replace(/\d/gu, "x");
  const ask = (who: string) => `The ${seal} of our counter is torn since this morning, ${who} says.`;
  const answer = `Please put the spare ${seal} on and send us the torn one.`;
  const heard: number[] = [];
  for (let cases = 1; cases <= 6; cases++) {
    await learns(ctx, "A torn seal", [
      { body: ask("the shift"), name: unique("Customer") },
      { body: answer, kind: "analyst_reply" },
    ]);
    const { gate } = await run(ctx, {
      subject: "A torn seal",
      body: ask("the shift"),
      name: unique("Mira"),
    });
    heard.push(gate?.probability ?? 0);
    expect(gate?.probability ?? 0).toBeLessThanOrEqual(cases / (cases + 1) + 1e-9);
  }
  expect(heard.at(-1)).toBeGreaterThan(heard[0] ?? 1);
  const alike = [];
  for (const who of ["Jo", "Kim", "Lou", "Max", "Nia"])
    alike.push(
      await run(ctx, { subject: "A torn seal", body: ask("the shift"), name: `${who} ${unique("Falk")}` }),
    );
  const chances = alike.map(({ gate }) => gate?.probability ?? 0);
  expect(Math.max(...chances) - Math.min(...chances)).toBeLessThan(0.02);
  expect(new Set(alike.map(({ outcome }) => outcome)).size).toBe(1);
});

test("an answer with a date of its own ticket is not given, and the silence says so", async ({ ctx }) => {
  const part = unique("flange").replace(/\d/gu, "x");
  await learns(ctx, "Spare part", [
    { body: `When is our spare ${part} delivered, and by whom?` },
    { body: `It comes on 14 March by courier.`, kind: "analyst_reply" },
  ]);
  const { outcome, explanation } = await run(ctx, {
    subject: "Spare part",
    body: `When is our spare ${part} delivered, and by whom?`,
  });
  expect(outcome).toBe("abstained");
  expect(explanation).toBe("The past answer in 1 closed ticket holds a date that this ticket does not tell.");
});

/** What an agent run, and a decision on what it proposed, cost the database: the number of statements is held. */
import { expect } from "vitest";
import { indexTickets } from "#lib/knowledge/commands";
import { agentCtx, type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { listening } from "#lib/platform/testing/statements";
import { unique } from "#lib/platform/testing/unique";
import { decide, undoDecision } from "#lib/suggestions/commands";
import { person } from "#lib/suggestions/testing/fixtures";
import { recordExamples } from "./commands";
import { runAgent } from "./loop";
import { policy } from "./policy";
import { arrives, closedTicket, testPorts } from "./testing/environment";

const body = "Our key AK-9001 is rejected with an error.";

/** A worker of a team that has closed this case again and again, and knows the ticket's words already. */
async function team(ctx: Ctx) {
  for (let number = 0; number < 14; number++) {
    const key = `AK-${4000 + number}`;
    const ticketId = await closedTicket(ctx, {
      subject: "Key rejected",
      turns: [
        { body: `Our key ${key} is rejected with an error.` },
        { body: `Please renew the key ${key} in the console, it has expired.`, kind: "analyst_reply" },
        { body: "Thanks, all fine now." },
      ],
    });
    await recordExamples(systemCtx("learning", ctx.db), { examples: [{ ticketId }] });
    await indexTickets(systemCtx("knowledge", ctx.db), { ticketIds: [ticketId] });
  }
  const ports = await testPorts(ctx);
  await runAgent(agentCtx(ctx.db), await arrives(ctx, { subject: "Key rejected", body }), ports);
  return ports;
}

/** What locks a ticket, of some statements. */
const locking = (statements: string[]) =>
  statements.filter((text) => /from "ticket" .* for (no key )?update/s.test(text)).length;
const readingProposal = (statements: string[]) =>
  statements.filter((text) => /^select "id", "ticket_id", "agent_run_id"/.test(text)).length;

test("an agent run that proposes takes twelve statements, a decision locks and reads once", async ({
  ctx,
}) => {
  const ports = await team(ctx);
  const agent = await listening(agentCtx(ctx.db));
  // How frequent the words of a passage are is read once in ten minutes.
  await runAgent(agent.ctx, await arrives(ctx, { subject: "Key rejected", body }), ports);
  const arrival = await arrives(ctx, { subject: "Key rejected", body });
  agent.statements.length = 0;
  const recorded = await runAgent(agent.ctx, arrival, ports);
  expect(recorded?.suggestion?.kind).toBe("reply");
  const begin = agent.statements.findIndex((text) => /for (no key )?update/.test(text));
  expect(begin, "reads").toBeLessThanOrEqual(4);
  expect(agent.statements.length - begin, "records").toBeLessThanOrEqual(8);

  const analyst = await listening(await person(ctx));
  const suggestionId = recorded?.suggestion?.id ?? 0;
  const { id: decisionId } = await decide(analyst.ctx, {
    suggestionId,
    verdict: "accept",
    mutationId: unique(),
  });
  expect([locking(analyst.statements), readingProposal(analyst.statements)]).toEqual([1, 1]);
  expect(analyst.statements.length).toBeLessThanOrEqual(31);
  analyst.statements.length = 0;
  await undoDecision(analyst.ctx, { decisionId });
  expect([locking(analyst.statements), readingProposal(analyst.statements)]).toEqual([1, 1]);
});

test("the settings of an agent run are read at once", async ({ ctx }) => {
  const agent = await listening(agentCtx(ctx.db));
  await policy(agent.ctx);
  expect(agent.statements).toHaveLength(1);
});

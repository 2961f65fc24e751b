/** A stored proposal that does not fit its kind costs what does not fit, never the ticket or the card. */
import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { agentRun, suggestion } from "#db/schema/suggestions";
import { recordExamples } from "#lib/agent/commands";
import { exportTickets } from "#lib/imports/export";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { shownOn } from "#lib/scenarios/queries";
import { decide, gradeAgentRun } from "./commands";
import { suggestionKinds } from "./model";
import { proposals } from "./queries";
import { person, ticketWithProposal } from "./testing/fixtures";

/** Payloads no proposal of any kind was meant to have. */
const odd: unknown[] = [
  null,
  [],
  "text",
  { call: { tool: 7 }, triage: "high", brief: ["It is full."], moveTo: "moon", cautions: "none" },
  { alternatives: [{ text: "Which volume?" }, 5], withheld: 3, doubts: "4" },
];

test.for(suggestionKinds.flatMap((kind) => odd.map((payload) => [kind, payload] as const)))(
  "a %s with %j is shown with its text, and can be decided on",
  async ([kind, payload], { ctx }) => {
    const { ticketId, suggestion: card } = await ticketWithProposal(ctx);
    const data = JSON.stringify(payload);
    await ctx.db
      .update(suggestion)
      .set({ kind, payload: sql`${data}::text::jsonb`, evidence: sql`'[{"kind": "rumour"}, 7]'::jsonb` })
      .where(eq(suggestion.id, card.id));
    const { suggestions } = await proposals(ctx, ticketId);
    expect(suggestions).toMatchObject([{ id: card.id, text: card.text, evidence: [] }]);
    expect((await shownOn(ctx, ticketId)).status).toBe("new");
    const input = { suggestionId: card.id, mutationId: unique("decide"), verdict: "reject" as const };
    const { id: decisionId } = await decide(await person(ctx), { ...input, reason: "wrong" });
    await recordExamples(systemCtx("learning", ctx.db), { examples: [{ ticketId, decisionId }] });
  },
);

test("of a call nothing is left out: it runs as it was proposed, or a person does it", async ({ ctx }) => {
  const { ticketId, suggestion: card } = await ticketWithProposal(ctx);
  const payload = JSON.stringify({ call: { tool: "restart", arguments: {}, action: { risk: "high" } } });
  await ctx.db
    .update(suggestion)
    .set({ kind: "diagnostic", payload: sql`${payload}::text::jsonb` })
    .where(eq(suggestion.id, card.id));
  expect((await proposals(ctx, ticketId)).suggestions).toMatchObject([
    { kind: "remediation", payload: {}, why: expect.stringContaining("cannot be read any more") },
  ]);
});

test("a run whose reason, gate, draft and candidates another version wrote is listed, graded and learned from", async ({
  ctx,
}) => {
  const { ticketId, suggestion: card } = await ticketWithProposal(ctx);
  const candidates = JSON.stringify({ candidates: [{ kind: "diagnostic", id: "a", text: "" }, 5] });
  await ctx.db.execute(sql`
    update agent_run set reason = 'moon', outcome = 'abstained', gate = '{"verdict": "perhaps"}', expected = '{"kind": "song"}',
      draft = '{"text": "Grow it."}', candidates = ${candidates}::text::jsonb
    where id = ${card.agentRunId}`);
  const read = await proposals(ctx, ticketId);
  expect(read.agentRuns).toMatchObject([{ reason: null, gate: null, expected: null }]);
  expect(read.withheld).toEqual({ agentRunId: card.agentRunId, candidates: [] });
  const expected = { kind: "diagnostic" as const, call: { tool: "disk", arguments: {} } };
  await gradeAgentRun(await person(ctx), {
    agentRunId: card.agentRunId,
    grade: "should_have_shown",
    expected,
  });
  const examples = [{ ticketId, agentRunId: card.agentRunId }];
  expect(await recordExamples(systemCtx("learning", ctx.db), { examples })).toBe(1);
  const lines = await exportTickets(await person(ctx, "admin"));
  expect((await lines.next()).done).toBe(false);
  expect(await ctx.db.$count(agentRun, eq(agentRun.ticketId, ticketId))).toBe(1);
});

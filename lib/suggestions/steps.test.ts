/** Another step of a card, other fields of a triage, what a silence kept back: each is recorded as what it was. */
import { and, eq, ne, sql } from "drizzle-orm";
import { expect } from "vitest";
import { label, suggestion } from "#db/schema/suggestions";
import { ticket, ticketEvent } from "#db/schema/tickets";
import { agentCtx, type Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { decide, gradeAgentRun, recordAgentRun, undoDecision } from "./commands";
import { proposals } from "./queries";
import { candidate } from "./testing/candidate";
import { type Proposed, person, runInput, ticketWithMessage, ticketWithProposal } from "./testing/fixtures";

const draft = "Grow the volume by 20 GB, it may stay attached.";
const call = { tool: "disk_usage", arguments: { volume: "vol-77" } };
const alternatives = [
  candidate(draft),
  candidate("Run disk_usage with volume vol-77.", { kind: "diagnostic", call }),
];

async function taken(ctx: Ctx, given: Proposed, choice: { alternative: number; finalText?: string }) {
  const analyst = await person(ctx);
  const { ticketId, suggestion: proposal } = await ticketWithProposal(ctx, {
    payload: { alternatives },
    ...given,
  });
  const suggestionId = proposal.id;
  const decided = await decide(analyst, { suggestionId, verdict: "accept", mutationId: unique(), ...choice });
  const [written] = await ctx.db.select().from(label).where(eq(label.decisionId, decided.id));
  const [last] = await ctx.db
    .select()
    .from(ticketEvent)
    .where(and(eq(ticketEvent.ticketId, ticketId), ne(ticketEvent.kind, "assignment")))
    .orderBy(sql`${ticketEvent.id} desc`)
    .limit(1);
  return { analyst, proposal, decided, written, last };
}

test("of two replies the one that was taken is preferred, and the label says which", async ({ ctx }) => {
  const { proposal, decided, written, last } = await taken(ctx, {}, { alternative: 0 });
  expect(decided).toMatchObject({ verdict: "accept", finalText: draft, alternative: 0 });
  expect(last).toMatchObject({ kind: "analyst_reply", body: draft });
  expect(written).toMatchObject({
    kind: "reply",
    alternative: 0,
    proposalText: proposal.text,
    finalText: draft,
    isSubstantive: true,
  });
});

test("a call offered beside a reply is run when it is taken", async ({ ctx }) => {
  const { written, last } = await taken(ctx, {}, { alternative: 1 });
  expect(last).toMatchObject({ kind: "tool_call", data: { tool: "disk_usage" } });
  expect(written).toMatchObject({ kind: "diagnostic", alternative: 1, verdict: "accept" });
});

test("the draft a hand-over carries is sent, labelled as the reply it is, and can be withdrawn", async ({
  ctx,
}) => {
  const escalation = { kind: "escalation", text: "Analysts write this themselves." } as const;
  const { analyst, proposal, decided, written, last } = await taken(ctx, escalation, {
    alternative: 0,
    finalText: `${draft} Tell us how it went.`,
  });
  expect(last).toMatchObject({ kind: "analyst_reply", body: `${draft} Tell us how it went.` });
  expect(written).toMatchObject({
    kind: "reply",
    verdict: "edit",
    proposalText: draft,
    gate: { threshold: 0.5 },
  });
  await undoDecision(analyst, { decisionId: decided.id });
  const [row] = await ctx.db.select().from(suggestion).where(eq(suggestion.id, proposal.id));
  expect(row?.status).toBe("open");
});

test("triage: one field changed is an edit, dismissed needs no reason, and it is no draw of the gate", async ({
  ctx,
}) => {
  const analyst = await person(ctx);
  const triage = {
    kind: "triage",
    text: "File under category disk, priority high.",
    payload: { triage: { category: "disk", priority: "high" } },
    why: "Seven like it.",
    confidence: 0.8,
    risk: 0,
  } as const;
  const propose = async () => {
    const { ticketId, eventId } = await ticketWithMessage(ctx);
    const recorded = await recordAgentRun(agentCtx(ctx.db), {
      ...runInput(ticketId, eventId, null),
      triage,
    });
    return { ticketId, suggestionId: recorded.triage?.id ?? 0, propensity: recorded.triage?.propensity };
  };
  const first = await propose();
  expect(first.propensity).toBe(1);
  const edited = await decide(analyst, {
    suggestionId: first.suggestionId,
    verdict: "accept",
    triage: { category: "network" },
    mutationId: unique(),
  });
  expect(edited).toMatchObject({ verdict: "edit", finalText: "File under category network." });
  const [row] = await ctx.db.select().from(ticket).where(eq(ticket.id, first.ticketId));
  expect(row).toMatchObject({ category: "network", priority: "normal" });
  const second = await propose();
  const away = await decide(analyst, {
    suggestionId: second.suggestionId,
    verdict: "reject",
    mutationId: unique(),
  });
  expect(away).toMatchObject({ verdict: "reject", reason: null });
});

test("the desk sees what the newest silence kept back, and keeps what should have been said", async ({
  ctx,
}) => {
  const { ticketId, eventId } = await ticketWithMessage(ctx);
  const others = [
    candidate("Which volume is it?"),
    candidate("I close this ticket.", { barred: "It says goodbye while something is open." }),
    candidate("Run disk_usage with volume vol-77.", { kind: "diagnostic", call }),
  ];
  const { agentRun } = await recordAgentRun(agentCtx(ctx.db), {
    ...runInput(ticketId, eventId, null),
    reason: "low_confidence",
    draft: { id: "own", text: draft, payload: {}, evidence: [] },
    candidates: {
      step: "reply",
      candidates: [...others, candidate(draft, { id: "own" })],
      confidence: 0.3,
      typedProbability: 0.2,
      triage: {},
    },
  });
  const { withheld } = await proposals(ctx, ticketId);
  expect(withheld?.agentRunId).toBe(agentRun.id);
  expect(withheld?.candidates.map(({ kind, text }) => [kind, text])).toEqual([
    ["reply", draft],
    ["reply", "Which volume is it?"],
    ["diagnostic", "Run disk_usage with volume vol-77."],
  ]);
  const expected = { kind: "reply", text: "Which volume is it?" } as const;
  const analyst = await person(ctx);
  const grade = { agentRunId: agentRun.id, grade: "should_have_shown", expected } as const;
  expect(await gradeAgentRun(analyst, grade)).toMatchObject({ expected });
  const right = { ...grade, grade: "right" } as const;
  expect((await gradeAgentRun(analyst, right)).expected).toBeNull();
});

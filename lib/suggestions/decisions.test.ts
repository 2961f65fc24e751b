/** What deciding does: the effect, the label, and who is told about a lost race. */
import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { audit } from "#db/schema/platform";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { reply } from "#lib/tickets/replies/commands";
import { decide, gradeAgentRun, recordAgentRun } from "./commands";
import { agentRuns, suggestionById } from "./queries";
import { message, person, runInput, ticketWithMessage, ticketWithProposal } from "./testing/fixtures";
import { eventsOf, jobStatus, labelOfDecision, ticketRow } from "./testing/written";

test("accepting sends the draft, writes the label, and is learned from after the undo window", async ({
  ctx,
}) => {
  const analyst = await person(ctx);
  const { ticketId, suggestion } = await ticketWithProposal(ctx);
  const decided = await decide(analyst, {
    suggestionId: suggestion.id,
    verdict: "accept",
    mutationId: unique(),
  });
  const events = await eventsOf(ctx, ticketId);
  expect(events.at(-1)).toMatchObject({ kind: "assignment", data: { to: analyst.actor.id } });
  expect(events.at(-2)).toMatchObject({
    kind: "analyst_reply",
    body: suggestion.text,
    data: { suggestionId: suggestion.id },
  });
  expect(await suggestionById(ctx, suggestion.id)).toMatchObject({
    status: "accepted",
    decidedBy: analyst.actor.id,
  });
  expect(await labelOfDecision(ctx, decided.id)).toMatchObject({
    verdict: "accept",
    editDistance: 0,
    similarity: 1,
    isSubstantive: false,
    pipelineVersion: "test-1",
    model: "apprentice-1",
    gate: { threshold: 0.5 },
    propensity: expect.closeTo(0.95),
  });
  expect((await ticketRow(ctx, ticketId))?.agentState).toBe("none");
  expect(await jobStatus(ctx, `learn:decision:${decided.id}`)).toBe("DELAYED");
});

test("an edit keeps both texts, their diff and the distance", async ({ ctx }) => {
  const analyst = await person(ctx);
  const { suggestion } = await ticketWithProposal(ctx, { text: "Please resize it and reboot." });
  const decided = await decide(analyst, {
    suggestionId: suggestion.id,
    verdict: "edit",
    finalText: "Please resize it and do not reboot.",
    mutationId: unique(),
  });
  const written = await labelOfDecision(ctx, decided.id);
  expect(written).toMatchObject({ verdict: "edit", editDistance: 7, isSubstantive: true });
  expect(written?.diff).toContainEqual({ kind: "add", text: "do not " });
  expect(decided.finalText).toBe("Please resize it and do not reboot.");
});

test("the label hides people and addresses under one token throughout", async ({ ctx }) => {
  const analyst = await person(ctx);
  const secret = "mira.castellane@fabrikam.example";
  const { ticketId, externalId } = await ticketWithMessage(
    ctx,
    `I am Mira Castellane, write to ${secret} please.`,
  );
  const eventId = await message(ctx, externalId, "Hello?");
  const agent: Ctx = { ...ctx, actor: { kind: "agent", id: "agent", name: "Vigil" } };
  const recorded = await recordAgentRun(
    agent,
    runInput(ticketId, eventId, { text: `We wrote to ${secret}.` }),
  );
  const decided = await decide(analyst, {
    suggestionId: recorded.suggestion?.id ?? 0,
    verdict: "edit",
    finalText: `Dear Mira Castellane, we wrote to ${secret} just now.`,
    mutationId: unique(),
  });
  const written = await labelOfDecision(ctx, decided.id);
  const everything = JSON.stringify(written);
  expect(everything).not.toContain("fabrikam");
  expect(everything).not.toContain("Castellane");
  const token = /\[EMAIL[^\]]*\]/.exec(written?.proposalText ?? "")?.[0] ?? "none";
  expect(written?.finalText).toContain(token);
  expect(JSON.stringify(written?.context)).toContain(token);
});

test("of two analysts at once one wins, and the other hears who", async ({ ctx }) => {
  const [first, second] = [await person(ctx), await person(ctx)];
  const { ticketId, suggestion } = await ticketWithProposal(ctx);
  const results = await Promise.allSettled([
    decide(first, { suggestionId: suggestion.id, verdict: "accept", mutationId: unique() }),
    decide(second, { suggestionId: suggestion.id, verdict: "reject", reason: "wrong", mutationId: unique() }),
  ]);
  const lost = results.find((result) => result.status === "rejected");
  const winner = results[0]?.status === "fulfilled" ? first : second;
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(lost?.reason).toMatchObject({
    code: "conflict",
    message: `${winner.actor.name} already decided on this proposal. Your text is kept.`,
    details: { decidedBy: winner.actor.id, decidedByName: winner.actor.name, decidedAt: expect.any(Date) },
  });
  const replies = (await eventsOf(ctx, ticketId)).filter(({ kind }) => kind === "analyst_reply");
  expect(replies).toHaveLength(winner === first ? 1 : 0);
});

test("a retried click counts once, even while the first is still running", async ({ ctx }) => {
  const analyst = await person(ctx);
  const { ticketId, suggestion } = await ticketWithProposal(ctx);
  const input = { suggestionId: suggestion.id, verdict: "accept", mutationId: unique() } as const;
  const [one, two] = await Promise.all([decide(analyst, input), decide(analyst, input)]);
  const three = await decide(analyst, input);
  expect(new Set([one.id, two.id, three.id]).size).toBe(1);
  expect((await eventsOf(ctx, ticketId)).filter(({ kind }) => kind === "analyst_reply")).toHaveLength(1);
});

test("an answer typed by hand leaves the proposal unused, and it can no longer be decided", async ({
  ctx,
}) => {
  const analyst = await person(ctx);
  const { ticketId, suggestion } = await ticketWithProposal(ctx);
  await reply(analyst, { ticketId, text: "I looked into it myself." });
  expect(await suggestionById(ctx, suggestion.id)).toMatchObject({ status: "unused" });
  await expect(
    decide(analyst, { suggestionId: suggestion.id, verdict: "accept", mutationId: unique() }),
  ).rejects.toMatchObject({ code: "conflict", details: { status: "unused" } });
});

test("only people of the desk decide", async ({ ctx }) => {
  const { suggestion } = await ticketWithProposal(ctx);
  const input = { suggestionId: suggestion.id, verdict: "accept", mutationId: unique() } as const;
  const agent: Ctx = { ...ctx, actor: { kind: "agent", id: "agent", name: "Vigil" } };
  const key: Ctx = {
    ...ctx,
    actor: { kind: "api_key", id: "1", name: "ci", role: "admin", scopes: ["suggestion.decide"] },
  };
  for (const refused of [agent, key, await person(ctx, "viewer")])
    await expect(decide(refused, input)).rejects.toMatchObject({ code: "forbidden" });
});

test("a silence can be graded, and graded again", async ({ ctx }) => {
  const analyst = await person(ctx);
  const { ticketId } = await ticketWithProposal(ctx);
  const [latest] = await agentRuns(ctx, ticketId);
  const agentRunId = latest?.id ?? 0;
  await gradeAgentRun(analyst, { agentRunId, grade: "right" });
  const graded = await gradeAgentRun(analyst, {
    agentRunId,
    grade: "should_have_abstained",
    note: "Too early",
  });
  expect(graded.grade).toBe("should_have_abstained");
  const rows = await ctx.db
    .select({ before: audit.before, after: audit.after })
    .from(audit)
    .where(and(eq(audit.action, "agent_run.grade"), eq(audit.entityId, String(agentRunId))))
    .orderBy(audit.id);
  expect(rows[1]).toMatchObject({
    before: { grade: "right" },
    after: { grade: "should_have_abstained", note: "Too early" },
  });
});

/** Whatever two analysts, the agent, retries and the clock do to a ticket's proposals, the ledger stays right. */
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { deliverReply } from "#lib/delivery/deliver";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { assign } from "#lib/tickets/commands";
import { reply } from "#lib/tickets/replies/commands";
import { decide, recordAgentRun, undoDecision } from "./commands";
import type { Decision, Verdict } from "./model";
import { message, person, runInput, ticketWithMessage } from "./testing/fixtures";

const verdict = fc.constantFrom<Verdict>("accept", "edit", "reject", "hand_over");
const analyst = fc.constantFrom(0, 1);
const step = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant("propose" as const) }), weight: 3 },
  fc.record({ kind: fc.constant("silence" as const) }),
  { arbitrary: fc.record({ kind: fc.constant("decide" as const), analyst, verdict }), weight: 3 },
  {
    arbitrary: fc.record({ kind: fc.constant("race" as const), verdicts: fc.tuple(verdict, verdict) }),
    weight: 2,
  },
  fc.record({ kind: fc.constant("retry" as const) }),
  { arbitrary: fc.record({ kind: fc.constant("undo" as const), analyst }), weight: 3 },
  fc.record({ kind: fc.constant("type an answer" as const), analyst }),
  fc.record({ kind: fc.constant("deliver" as const) }),
  fc.record({ kind: fc.constant("wait" as const), seconds: fc.constantFrom(1, 4, 11) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

test("a decision machine keeps its promises", { timeout: 240_000 }, async ({ ctx }) => {
  const clock = { now: new Date() };
  const people = [
    await person(ctx, "analyst", () => clock.now),
    await person(ctx, "analyst", () => clock.now),
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      const environment = await openEnvironment(ctx, clock, people);
      for (const one of steps) {
        clock.now = new Date(clock.now.getTime() + 1);
        await environment.run(one);
        await environment.check();
      }
    }),
    { numRuns: 30 },
  );
});

/** A ticket with its actors, and what must have come of the decisions made on it so far. */
async function openEnvironment(ctx: Ctx, clock: { now: Date }, people: Ctx[]) {
  const timed = { ...ctx, now: () => clock.now };
  const agent: Ctx = { ...timed, actor: { kind: "agent", id: "agent", name: "Vigil" } };
  const worker: Ctx = { ...timed, actor: { kind: "system", id: "deliver", name: "deliver" } };
  const { ticketId, externalId } = await ticketWithMessage(timed);
  let open: number | null = null;
  const made: {
    decision: Decision;
    input: Parameters<typeof decide>[1];
    by: Ctx;
    undone: boolean;
    sent: boolean;
    newer: boolean;
  }[] = [];

  const inputOf = (verdict: Verdict, suggestionId: number): Parameters<typeof decide>[1] => ({
    suggestionId,
    verdict,
    mutationId: unique(),
    ...(verdict === "edit" && { finalText: `Rewritten ${unique()}` }),
    ...(verdict === "reject" && { reason: "incomplete" }),
  });
  const stand = (decision: Decision, input: Parameters<typeof decide>[1], by: Ctx) => {
    made.push({ decision, input, by, undone: false, sent: false, newer: false });
    open = null;
  };

  /** What nobody has cannot be handed over. */
  const someoneHasIt = () => assign(ctx, { ticketId, assigneeId: people[0]?.actor.id ?? null });

  const run = async (one: Step): Promise<void> => {
    switch (one.kind) {
      case "propose":
      case "silence": {
        const eventId = await message(timed, externalId, "And now?");
        const recorded = await recordAgentRun(
          agent,
          runInput(ticketId, eventId, one.kind === "propose" ? {} : null),
        );
        if (recorded.suggestion) {
          open = recorded.suggestion.id;
          for (const earlier of made) earlier.newer = true;
        }
        return;
      }
      case "decide": {
        const by = people[one.analyst] ?? ctx;
        const newest = open ?? made.at(-1)?.input.suggestionId;
        if (newest === undefined) return;
        const input = inputOf(one.verdict, newest);
        const before = open;
        await someoneHasIt();
        const result = await decide(by, input).catch(expected);
        expect(result instanceof AppError).toBe(before === null);
        if (!(result instanceof AppError)) stand(result, input, by);
        return;
      }
      case "race": {
        if (open === null) return;
        await someoneHasIt();
        const inputs = one.verdicts.map((verdict) => inputOf(verdict, open ?? 0));
        const results = await Promise.all(
          inputs.map((input, index) => decide(people[index] ?? ctx, input).catch(expected)),
        );
        const winner = results.findIndex((result) => !(result instanceof AppError));
        const loser = results.filter((result) => result instanceof AppError);
        expect(loser).toMatchObject([{ code: "conflict", details: { decidedBy: people[winner]?.actor.id } }]);
        const [won, input, by] = [results[winner], inputs[winner], people[winner]];
        if (won && !(won instanceof AppError) && input && by) stand(won, input, by);
        return;
      }
      case "retry": {
        const last = made.at(-1);
        if (!last) return;
        expect((await decide(last.by, last.input)).id).toBe(last.decision.id);
        return;
      }
      case "undo": {
        const last = made.at(-1);
        if (!last) return;
        const by = people[one.analyst] ?? ctx;
        const isLate = clock.now.getTime() - last.decision.decidedAt.getTime() > 10_000;
        const isRefused = !last.undone && (by !== last.by || isLate || last.sent);
        const result = await undoDecision(by, { decisionId: last.decision.id }).catch(expected);
        expect(result instanceof AppError).toBe(isRefused);
        if (isRefused || last.undone) return;
        last.undone = true;
        if (!last.newer) open = last.input.suggestionId;
        return;
      }
      case "type an answer":
        await reply(people[one.analyst] ?? ctx, { ticketId, text: "By hand." });
        open = null;
        return;
      case "deliver":
        for (const eventId of await waitingReplies(ctx, ticketId)) {
          await deliverReply(worker, { eventId });
          for (const one of made) one.sent ||= one.decision.eventId === eventId;
        }
        return;
      case "wait":
        clock.now = new Date(clock.now.getTime() + one.seconds * 1000);
    }
  };

  const check = async (): Promise<void> => {
    const [found] = await ctx.db.execute<Record<string, number | string | null>>(sql`
      select
        (select agent_state from ticket where id = ${ticketId}) as state,
        (select max(id)::int from suggestion where ticket_id = ${ticketId} and status = 'open') as open,
        (select count(*)::int from suggestion where ticket_id = ${ticketId} and status = 'open') as open_count,
        (select count(*)::int from (select from decision where ticket_id = ${ticketId} and undone_at is null
           group by suggestion_id having count(*) > 1) twice) as decided_twice,
        (select count(*)::int from decision where ticket_id = ${ticketId}) as decisions,
        (select count(*)::int from decision where ticket_id = ${ticketId} and undone_at is not null) as undone,
        (select count(*)::int from decision d join label l on l.decision_id = d.id
          where d.ticket_id = ${ticketId} and l.verdict = d.verdict and l.retracted_at is not distinct from d.undone_at) as labels,
        (select count(*)::int from suggestion s where ticket_id = ${ticketId}
          and (status in ('accepted','edited','rejected','handed_over'))
            <> exists (select from decision d where d.suggestion_id = s.id and d.undone_at is null)) as disagreeing,
        (select count(*)::int from decision d join audit a on a.entity = 'suggestion' and a.entity_id = d.suggestion_id::text
          and a.action = 'suggestion.' || d.verdict and (a.after->>'decisionId')::bigint = d.id
          where d.ticket_id = ${ticketId}) as audited,
        (select count(*)::int from decision d join audit a on a.entity = 'suggestion' and a.action = 'suggestion.undo'
          and (a.before->>'decisionId')::bigint = d.id where d.ticket_id = ${ticketId}) as undo_audited,
        (select count(*)::int from decision d where d.ticket_id = ${ticketId} and d.verdict in ('accept','edit')
          and (d.undone_at is not null) <> exists (select from ticket_event e
            where e.ticket_id = d.ticket_id and (e.data->>'withdraws')::bigint = d.event_id)) as wrongly_sent`);
    const undone = made.filter((one) => one.undone).length;
    expect(found).toMatchObject({
      open,
      open_count: open === null ? 0 : 1,
      decided_twice: 0,
      decisions: made.length,
      undone,
      labels: made.length,
      disagreeing: 0,
      audited: made.length,
      undo_audited: undone,
      wrongly_sent: 0,
    });
    expect(found?.state === "proposed").toBe(open !== null);
  };

  return { run, check };
}

/** Replies that have not left, in their order. */
async function waitingReplies(ctx: Ctx, ticketId: number): Promise<number[]> {
  const rows = await ctx.db.execute<{ id: number }>(sql`
    select event_id::float8 as id from delivery where ticket_id = ${ticketId} and status = 'waiting' order by id`);
  return rows.map(({ id }) => id);
}

/** A refusal the commands document; anything else fails the test. */
function expected(error: unknown): AppError {
  if (error instanceof AppError && (error.code === "conflict" || error.code === "forbidden")) return error;
  throw error;
}

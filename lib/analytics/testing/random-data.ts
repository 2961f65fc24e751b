/** A desk full of random but possible rows, for charts to be tested on. */
import { trainingExample } from "#db/schema/agent";
import { commitment, slaClock } from "#db/schema/sla";
import { agentRun, decision, label, suggestion } from "#db/schema/suggestions";
import { queue, user } from "#db/schema/team";
import { ticket, ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import { type AbstainReason, abstainReasons, type GateRecord, gateVerdicts } from "#lib/policy/model";
import { clockKinds, commitmentStates } from "#lib/sla/model";
import {
  grades,
  rejectReasonKeys,
  suggestionKinds,
  suggestionStatuses,
  verdicts,
} from "#lib/suggestions/model";
import { isActive, ticketStatuses } from "#lib/tickets/model";

type Options = { from: string; days: number; tickets: number; seed: number };

/** Fills the tables with tickets of two new queues (and of none) whose rows fall in and around the days. */
export async function randomData(
  ctx: Ctx,
  { from, days, tickets, seed }: Options,
): Promise<{ queueIds: number[] }> {
  const random = generator(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const chance = (share: number) => random() < share;
  const start = Date.parse(from);
  /** An instant from one day before the range to one day after. */
  const instant = () => new Date(Math.floor(start + (random() * (days + 2) - 1) * 86_400_000));
  const reasons = Object.keys(abstainReasons) as AbstainReason[];
  /** What a gate might have said and done, with the chance it had; one in a hundred was never to be shown. */
  const randomGate = (): GateRecord => {
    const verdict = pick(gateVerdicts);
    const explored = verdict === "show" && chance(0.3);
    const propensity = verdict === "show" ? (explored ? 0.05 : 1) : chance(0.01) ? 1 : 0.95;
    const probability = random();
    return {
      verdict,
      probability,
      threshold: pick([0.3, 0.5, 0.7]),
      certified: false,
      labelsNeeded: 3,
      explored,
      propensity,
      features: { logit: probability },
    };
  };
  const later = (at: Date) => new Date(at.getTime() + Math.floor(random() * 3 * 86_400_000));

  const queueRows = await ctx.db
    .insert(queue)
    .values([1, 2].map((n) => ({ key: unique("queue"), name: unique(`Queue ${n}`) })))
    .returning();
  const people = await ctx.db
    .insert(user)
    .values(
      [1, 2, 3].map(() => ({ id: unique("user"), name: unique("Ana"), email: `${unique()}@example.test` })),
    )
    .returning();

  for (let n = 0; n < tickets; n += 1) {
    const openedAt = instant();
    const status = pick(ticketStatuses);
    const solvedAt = isActive(status) ? null : later(openedAt);
    const [row] = await ctx.db
      .insert(ticket)
      .values({
        source: "random",
        externalId: unique(),
        kind: chance(0.2) ? "alert" : "request",
        subject: "Random",
        status,
        queueId: pick([...queueRows.map(({ id }) => id), null]),
        assigneeId: chance(0.5) ? pick(people).id : null,
        openedAt,
        lastEventAt: openedAt,
        firstReplyAt: chance(0.7) ? later(openedAt) : null,
        solvedAt,
        closedAt: status === "closed" ? solvedAt : null,
      })
      .returning();
    const ticketId = row?.id ?? 0;
    const by = pick(people);
    const [event] = await ctx.db
      .insert(ticketEvent)
      .values([
        {
          ticketId,
          kind: "customer_message",
          at: openedAt,
          actorKind: "customer",
          actorName: "C",
          source: "random",
        },
        {
          ticketId,
          kind: "analyst_reply",
          at: instant(),
          actorKind: "analyst",
          actorId: by.id,
          actorName: by.name,
          source: "random",
        },
      ])
      .returning();
    const clocks = clockKinds.flatMap((kind) => {
      if (chance(0.3)) return [];
      const startedAt = instant();
      const isRunning = chance(0.3);
      return [
        {
          ticketId,
          kind,
          policy: pick(["standard", "gone"]),
          targetMs: 3_600_000,
          startedAt,
          usedMs: 0,
          runningSince: isRunning ? startedAt : null,
          dueAt: isRunning ? later(startedAt) : null,
          stoppedAt: isRunning || chance(0.2) ? null : later(startedAt),
          breachedAt: chance(0.3) ? later(startedAt) : null,
          warned: pick([0, 50, 80, 100] as const),
        },
      ];
    });
    if (clocks.length > 0) await ctx.db.insert(slaClock).values(clocks);
    if (chance(0.5)) {
      const madeAt = instant();
      await ctx.db.insert(commitment).values({
        ticketId,
        eventId: event?.id ?? 0,
        ownerName: by.name,
        text: "I will write by tomorrow.",
        madeAt,
        dueAt: later(madeAt),
        state: pick(commitmentStates),
      });
    }
    const at = instant();
    const gate = chance(0.8) ? randomGate() : null;
    const outcome = pick(["proposed", "abstained", "handed_over", "failed"] as const);
    const [run] = await ctx.db
      .insert(agentRun)
      .values({
        ticketId,
        eventId: event?.id ?? 0,
        outcome,
        reason: outcome === "abstained" ? pick(reasons) : null,
        gate,
        explanation: "",
        pipelineVersion: "r",
        durationMs: 1,
        grade: chance(0.3) ? pick(grades) : null,
        at,
      })
      .returning();
    // Some looks were graded, some of them graded again after the first grade was learned.
    if (gate && chance(0.4)) {
      const graded = (good: boolean) => ({
        ticketId,
        agentRunId: run?.id ?? 0,
        facts: { kind: "grade", queue: null, features: chance(0.9) ? gate.features : null, good } as const,
        at: instant(),
      });
      const [first] = await ctx.db
        .insert(trainingExample)
        .values(graded(chance(0.5)))
        .returning();
      if (chance(0.3))
        await ctx.db.insert(trainingExample).values({ ...graded(chance(0.5)), replaces: first?.id ?? null });
    }
    if (chance(0.2)) continue;
    const common = {
      confidence: 0.5,
      propensity: 1,
      pipelineVersion: "r",
      engine: "apprentice",
      model: "r",
    } as const;
    const [proposal] = await ctx.db
      .insert(suggestion)
      .values({
        ...common,
        ticketId,
        agentRunId: run?.id ?? 0,
        kind: chance(0.8) ? "reply" : pick(suggestionKinds),
        status: pick(suggestionStatuses),
        text: "",
        why: "",
        risk: 1,
        upToEventId: event?.id ?? 0,
        createdAt: at,
      })
      .returning();
    if (chance(0.2)) continue;
    const verdict = pick(verdicts);
    const decidedAt = later(at);
    const undoneAt = chance(0.2) ? decidedAt : null;
    const made = {
      suggestionId: proposal?.id ?? 0,
      ticketId,
      verdict,
      reason: verdict === "reject" ? pick(rejectReasonKeys) : null,
      alternative: verdict === "accept" && chance(0.2) ? 0 : null,
    };
    const [decided] = await ctx.db
      .insert(decision)
      .values({ ...made, mutationId: unique(), decidedBy: pick(people).id, decidedAt, undoneAt })
      .returning();
    await ctx.db.insert(label).values({
      ...common,
      ...made,
      decisionId: decided?.id ?? 0,
      kind: "reply",
      context: [],
      proposalText: "",
      diff: [],
      editDistance: verdict === "edit" ? Math.floor(random() * 400) : null,
      timeToDecideMs: decidedAt.getTime() - at.getTime(),
      evidence: [],
      gate,
      analystId: decided?.decidedBy ?? "",
      createdAt: decidedAt,
      retractedAt: undoneAt,
    });
    if (!gate || undoneAt || verdict === "hand_over") continue;
    await ctx.db.insert(trainingExample).values({
      ticketId,
      decisionId: decided?.id ?? 0,
      facts: { kind: "decision", queue: null, features: gate.features, outcome: verdict },
      at: instant(),
    });
  }
  return { queueIds: queueRows.map(({ id }) => id) };
}

/** Numbers in [0, 1) that follow from the seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Holds this version against runs of earlier ones, on the evidence they had: what they were told, and nothing they were not. */
import { desc, eq } from "drizzle-orm";
import { keptEvidence } from "#db/schema/investigation";
import { agentRun } from "#db/schema/suggestions";
import type { AgentPorts } from "#lib/agent/loop";
import type { Observation } from "#lib/agent/model";
import { observed } from "#lib/agent/observe";
import { observation } from "#lib/agent/queries";
import { proposalOf } from "#lib/agent/retrieve";
import { articlePassages } from "#lib/knowledge/queries";
import { authorise, type Ctx } from "#lib/platform/context";
import { resultsByCall } from "#lib/tickets/rules";
import { assessmentOf } from "./assessment";
import { hashOf, heldToBe, wantedBy } from "./evidence";
import type { KeptEvidence } from "./model";
import type { Written } from "./stated";

export type ReplayCounts = {
  runs: number;
  /** The next step: the same call, or as before a reply, a wait or a person; another one whose result was recorded; one that was never recorded. */
  sameStep: number;
  otherStep: number;
  neverRecorded: number;
  /** What the case was held to be. */
  sameOutcome: number;
  otherOutcome: number;
};

/** Replays the newest `limit` looks of which the evidence was kept. Changes nothing. */
export async function replayRuns(ctx: Ctx, ports: AgentPorts, limit: number): Promise<ReplayCounts> {
  authorise(ctx, "policy.manage");
  const rows = await ctx.db
    .select({
      ticketId: agentRun.ticketId,
      eventId: agentRun.eventId,
      upTo: keptEvidence.upToEventId,
      kept: keptEvidence.seen,
    })
    .from(keptEvidence)
    .innerJoin(agentRun, eq(agentRun.id, keptEvidence.agentRunId))
    .orderBy(desc(keptEvidence.agentRunId))
    .limit(limit);
  const counts: ReplayCounts = {
    runs: rows.length,
    sameStep: 0,
    otherStep: 0,
    neverRecorded: 0,
    sameOutcome: 0,
    otherOutcome: 0,
  };
  const { engine } = await ports.apprentice.current();
  for (const { upTo, kept, ...run } of rows) {
    const whole = await observation(ctx, run);
    const seen = asOf(whole, upTo, kept);
    const { proposal } = await proposalOf(ctx, seen, engine, ports.tools);
    counts[stepOf(wantedBy(proposal), kept, whole)]++;
    const made = await assessmentOf(ctx, seen, { proposal }, await articlesOf(ctx, kept), ports.tools.all);
    const { outcome, finding } = heldToBe(made);
    const isSame = outcome === kept.outcome && finding === kept.finding;
    counts[isSame ? "sameOutcome" : "otherOutcome"]++;
  }
  return counts;
}

/** The ticket as it stood: nothing that came later, and of results only those the run had. */
function asOf(seen: Observation, upTo: number, { results }: KeptEvidence): Observation {
  const timeline = seen.timeline.filter(
    ({ id, kind }) => id <= upTo && (kind !== "tool_result" || results.includes(id)),
  );
  return observed({ ...seen, timeline, upTo, ticket: { ...seen.ticket, status: "open" } });
}

/** The articles the run had, as far as they say today what they said then. */
async function articlesOf(ctx: Ctx, { sources }: KeptEvidence): Promise<Written[]> {
  const read = new Map(
    sources.filter(({ kind }) => kind === "article").map(({ ref, hash }) => [ref, hash] as const),
  );
  const now = await articlePassages(ctx, [...read.keys()]);
  return now.filter(({ ref, body }) => hashOf(body) === read.get(ref));
}

type Wanted = Pick<KeptEvidence, "step" | "call">;

function stepOf(now: Wanted, before: Wanted, whole: Observation): "sameStep" | "otherStep" | "neverRecorded" {
  const key = (call: KeptEvidence["call"]) =>
    call && JSON.stringify([call.tool, Object.entries(call.arguments).sort()]);
  const wanted = key(now.call);
  if (wanted === key(before.call)) return now.step === before.step ? "sameStep" : "otherStep";
  if (!wanted) return "otherStep";
  const answered = resultsByCall(whole.timeline);
  const isRecorded = whole.timeline.some(
    (event) => event.kind === "tool_call" && answered.has(event.id) && key(event.data) === wanted,
  );
  return isRecorded ? "otherStep" : "neverRecorded";
}

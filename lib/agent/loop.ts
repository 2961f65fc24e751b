/**
 * The agent, from top to bottom: something happened on a ticket; observe, retrieve, make candidates, check and score each,
 * choose, and either show one to an analyst, hand the case to a human, or abstain. Every run is recorded with its reason.
 * A configured model is asked afterwards (model-turn.ts), so that nothing that is known already waits for it.
 */

import { withinBudget } from "#lib/models/budget";
import type { ModelCalls } from "#lib/models/model-calls";
import type { ModelEndpoint } from "#lib/models/models";
import type { EmbedQuery } from "#lib/models/query-embedding";
import { withinTokens } from "#lib/models/token-budget";
import { type Ctx, hiding } from "#lib/platform/context";
import { pace } from "#lib/platform/pace";
import { inSpan } from "#lib/platform/tracing/span";
import type { GateSettings } from "#lib/policy/gate/gate";
import { levelOf, modeOf } from "#lib/settings/rules";
import type { WorkHours } from "#lib/sla/model";
import type { RecordedRun } from "#lib/suggestions/agent-run";
import { type Toolbox, without } from "#lib/tools/registry";
import { check } from "./acts";
import type { ApprenticeState } from "./apprentice-state";
import { withinAttention } from "./attention";
import type { Candidate, Scored } from "./candidates/candidate";
import { gather } from "./candidates/gather";
import { choose, inPlaceOf } from "./choose";
import { abstain, type Conclusion, investigating, record, unshown } from "./conclusion";
import { likeliestAnswer, type Nothing } from "./hand-over-reasons";
import type { Investigator } from "./investigator";
import { keepable } from "./keepable";
import type { Observation } from "./model";
import { abstainAtOnce } from "./observe";
import { byRule, concludeOn, type Ground } from "./outcome";
import { type Part, partsOf, withoutEnded } from "./parts";
import type { TeamPolicy } from "./policy";
import { observation } from "./queries";
import { retrieve } from "./retrieve";
import { score } from "./score";
import { rankingOf } from "./stored";
import { triageProposal } from "./triage";

/** What the loop reaches the world through. */
export type AgentPorts = {
  apprentice: ApprenticeState;
  tools: Toolbox;
  investigator: Investigator;
  calls: ModelCalls;
  /** The embedding of a question, where an embedding model is configured. */
  embedQuery: EmbedQuery;
  /** The configured model; null means the apprentice alone drafts. */
  endpoint: (ctx: Ctx) => Promise<ModelEndpoint | null>;
  /** How readily the agent shows a proposal, where it abstains, and what it may run by itself. */
  policy: (ctx: Ctx) => Promise<TeamPolicy>;
};

/**
 * Considers one event of a ticket, with what the apprentice knows. Safe to run again: an event is considered once. The
 * recording at the end checks that the ticket has not moved on, and has the model asked where there is one.
 * Returns what was recorded, null when the event had been considered before or was withdrawn.
 */
export async function runAgent(
  given: Ctx,
  job: { ticketId: number; eventId: number },
  ports: AgentPorts,
): Promise<RecordedRun | null> {
  const began = performance.now();
  const [seen, { gate: settings, reach, investigation, attention, tokens, hours }] = await inSpan(
    "agent observe",
    { facts: { "vigil.ticket": job.ticketId, "vigil.event": job.eventId } },
    () => Promise.all([observation(given, job), ports.policy(given)]),
  );
  const ctx = hiding(given, seen.hiddenQueues);
  if (seen.hasRun || seen.isWithdrawn) return null;
  const level = levelOf(reach ?? { rules: [] }, seen.ticket);
  const atOnce = abstainAtOnce(seen) ?? (level === "off" ? "muted" : null);
  const nothing = { triage: null, candidates: null };
  if (atOnce) return record(ctx, seen, abstain(atOnce), nothing, began);

  const tools = investigation
    ? without(ports.tools, (tool) => modeOf(investigation, tool, seen.ticket) === "off")
    : ports.tools;
  const { endpoint, spent } = await withinTokens(ctx, await ports.endpoint(ctx), tokens);
  const thought = await withinBudget(think(ctx, seen, { ...ports, tools, spent, settings, hours }));
  if (!thought) return record(ctx, seen, abstain("timed_out"), nothing, began);
  const { ranking, retrieved, isRuled } = thought;
  const conclusion = await withinAttention(ctx, seen.ticket.queueId, thought.conclusion, attention);
  const isShown = level === "analyse";
  const triage = isShown ? await triageProposal(ctx, seen, retrieved.similar, ranking.triage) : null;
  const keepFindings = await ports.investigator.assess(ctx, seen, retrieved, tools.all);
  const beside = { triage, candidates: ranking, keepFindings };
  const asksModel = endpoint !== null && !isRuled && conclusion.reason !== "attention";
  const write = (at: Ctx, concluded: Conclusion) =>
    record(
      at,
      seen,
      concluded,
      { ...beside, asksModel: asksModel && concluded.outcome !== "investigating" },
      began,
    );
  if (!isShown) return write(ctx, unshown(conclusion));
  const begun = await ports.investigator.begin(ctx, {
    ...conclusion,
    seen,
    policy: investigation,
    write: (tx, call) => write(tx, investigating(conclusion, call)),
  });
  return begun ?? write(ctx, conclusion);
}

/** What an agent run works with: settings and the apprentice, as they are at its start. */
export type Thinking = Pick<AgentPorts, "apprentice" | "embedQuery" | "tools"> & {
  settings: GateSettings;
  hours: WorkHours | undefined;
};

/** Retrieve, make candidates, check and score each. */
export async function prepare(ctx: Ctx, seen: Observation, by: Thinking) {
  const { tools, settings, hours } = by;
  const learned = await by.apprentice.current();
  const retrieved = await inSpan("agent retrieve", {}, () =>
    retrieve(ctx, seen, { ...learned, tools, embedQuery: by.embedQuery }),
  );
  const weigh = (candidate: Candidate): Scored => ({
    ...candidate,
    checked: keepable(check(candidate, seen, retrieved), candidate, hours, ctx.now()),
    gate: score(candidate, seen, retrieved, { gate: learned.gate, settings }),
  });
  const { candidates: made, instruction } = gather(seen, retrieved, { engine: learned.engine, tools });
  const giveWay = isLong(seen) ? pace() : null;
  const candidates: Scored[] = [];
  for (const candidate of made) {
    await giveWay?.();
    candidates.push(weigh(candidate));
  }
  const ground: Ground = { ...retrieved, candidates, instruction };
  const ranking = (one: Scored | null) => rankingOf(candidates, one, { seen, retrieved, ...learned });
  return { ground, weigh, ranking };
}

/** True where a run works so long on what was written that others, which share its thread, would wait for it. */
function isLong({ timeline }: Observation): boolean {
  return timeline.some(({ body }) => body.length > longText);
}

const longText = 4_000;

/** Prepares, and chooses; `spent` says why a model is not asked though there is one. */
async function think(ctx: Ctx, seen: Observation, { spent, ...by }: Thinking & { spent: string | null }) {
  const whole = await prepare(ctx, seen, by);
  const ruled = byRule(seen, whole.ground);
  if (ruled)
    return { conclusion: ruled, ranking: whole.ranking(null), retrieved: whole.ground, isRuled: true };
  const parts = partsOf(seen);
  const first = withoutEnded(chosen(whole.ground, spent), parts);
  const apart = await readApart(ctx, partsBeside(first, parts), { spent, ...by });
  const { found, ground, ranking } =
    apart && isLikelier(apart.found, first) ? apart : { found: first, ...whole };
  return {
    conclusion: concludeOn(seen, ground, found),
    ranking: ranking("gate" in found ? found : null),
    retrieved: ground,
    isRuled: false,
  };
}

/** What is known of the first of these parts of the conversation of which anything is; null where that is nothing. */
async function readApart(
  ctx: Ctx,
  parts: readonly Part[],
  { spent, ...by }: Thinking & { spent: string | null },
) {
  for (const { seen, takes } of parts) {
    const { ground, ranking } = await prepare(ctx, seen, by);
    const found = chosen(ground, spent);
    if (passes(found) && takes(found)) return { found, ground, ranking };
  }
  return null;
}

/** What is read beside what was chosen: nothing beside a sure step; beside an answer, what may still have to be looked up first. */
function partsBeside(first: Scored | Nothing, parts: readonly Part[]): readonly Part[] {
  if (!passes(first)) return parts;
  return first.kind === "reply" ? parts.filter(({ isOther }) => !isOther) : [];
}

function isLikelier(one: Scored, other: Scored | Nothing): boolean {
  return !passes(other) || one.gate.probability > other.gate.probability;
}

/** True for a step the gate lets be shown. */
function passes(found: Scored | Nothing): found is Scored {
  return "gate" in found && found.gate.verdict === "show";
}

/** What the apprentice chooses among the candidates; or why nothing is. */
function chosen(ground: Ground, degraded: string | null): Scored | Nothing {
  const own = choose(ground.candidates, ground);
  if (!own && degraded) return { reason: "model_failed", detail: degraded };
  if (!own) return { reason: ground.proposal.step.kind === "wait" ? "no_question" : "nothing_to_add" };
  const by = (one: Scored) => ({ ...one, author: { ...one.author, degraded } });
  if (own.checked.ok) return by(own);
  const sound = inPlaceOf(own, ground.candidates, ground);
  if (sound) return by(sound);
  // Why something unlikely may not be said is no news where something likelier may not.
  const likeliest = own.kind === "reply" ? likeliestAnswer(ground) : undefined;
  return likeliest && likeliest.confidence > own.probability
    ? { reason: "nothing_to_add", withheld: own }
    : { reason: own.checked.reason, detail: own.checked.detail, withheld: own };
}

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
import { handOverFor } from "#lib/policy/hand-over";
import { levelOf, modeOf } from "#lib/settings/rules";
import type { WorkHours } from "#lib/sla/model";
import type { RecordedRun } from "#lib/suggestions/agent-run";
import { isUndecided, originOfEvent } from "#lib/tickets/message/classify";
import { splitSentences } from "#lib/tickets/message/sentences";
import { type Toolbox, without } from "#lib/tools/registry";
import { whyNoDraft, whyWithheld } from "./abstain";
import { check } from "./acts";
import { withoutRunbook } from "./alert-runbook";
import type { ApprenticeState } from "./apprentice-state";
import { beforeAskedAgain } from "./asked-again";
import { withinAttention } from "./attention";
import { escalation, followUp, resolvedAlert } from "./candidates/by-rule";
import type { Candidate, Scored } from "./candidates/candidate";
import { gather } from "./candidates/gather";
import { choose, inPlaceOf, leadOf, offeredBeside, offeredWith, runbookCall } from "./choose";
import { abstain, abstainBecause, type Conclusion, investigating, record, show, unshown } from "./conclusion";
import {
  beforeAnswer,
  bound,
  instead,
  likeliestAnswer,
  type Nothing,
  owedTo,
  ownWords,
  undone,
  unsaidTo,
  untold,
  writtenByHand,
} from "./hand-over-reasons";
import type { Investigator } from "./investigator";
import { keepable } from "./keepable";
import type { Observation, Retrieved } from "./model";
import { abstainAtOnce } from "./observe";
import { otherMatter } from "./other-matter";
import type { TeamPolicy } from "./policy";
import type { Instruction } from "./procedure/follow";
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
  const first = chosen(whole.ground, spent);
  const { found, ground, ranking } = (passes(first)
    ? null
    : await readApart(ctx, seen, { spent, ...by })) ?? {
    found: first,
    ...whole,
  };
  return {
    conclusion: concludeOn(seen, ground, found),
    ranking: ranking("gate" in found ? found : null),
    retrieved: ground,
    isRuled: false,
  };
}

/**
 * What is known of a part of the conversation, where nothing is of the whole; null where that is nothing either. What ends
 * one matter and begins another is no step of the one; who only asks again takes back no look-up.
 */
async function readApart(ctx: Ctx, seen: Observation, { spent, ...by }: Thinking & { spent: string | null }) {
  const [other, earlier] = [otherMatter(seen), beforeAskedAgain(seen)];
  const part = other ?? earlier;
  if (!part) return null;
  const { ground, ranking } = await prepare(ctx, part, by);
  const found = chosen(ground, spent);
  return passes(found) && (other || found.kind === "diagnostic") ? { found, ground, ranking } : null;
}

/** True for a step the gate lets be shown. */
function passes(found: Scored | Nothing): found is Scored {
  return "gate" in found && found.gate.verdict === "show";
}

/** The input of the final choice. */
export type Ground = Retrieved & { candidates: Scored[]; instruction: Instruction | null };

/** Nobody is answered, and nobody passed over, before somebody has looked. */
const mayBeAutomatic = "This may be an automatic message: please look whether a person wrote it.";

/** What is done whatever the candidates say: a doubt, a word that binds, a follow-up, an alert that ended; null otherwise. */
export function byRule(seen: Observation, ground: Ground): Conclusion | null {
  const { event, isHandedOver } = seen;
  if (originOfEvent(event) === "unsure" && !isHandedOver) {
    return show(escalation(seen, ground, mayBeAutomatic, event.id));
  }
  const rule = handOverFor(seen.unanswered.flatMap(({ body }) => splitSentences(body)));
  if (rule && !isHandedOver) return show(escalation(seen, ground, rule.sentence));
  if (event.kind === "follow_up_due") return show(followUp(seen, ground, event.data.reason));
  if (isUndecided(event)) return show(escalation(seen, ground, event.body));
  if (event.kind !== "alert_resolved") return null;
  const resolved = resolvedAlert(seen);
  return resolved ? show(resolved) : abstain("no_question");
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

/** What becomes of a choice; the card of a fresh alert says where no runbook is about it. */
export function concludeOn(seen: Observation, ground: Ground, found: Scored | Nothing): Conclusion {
  return withoutRunbook(conclude(seen, ground, found), seen, ground);
}

/** Why a reply that is likely right is left to a person. */
const ownWriting = "Analysts usually write replies like this one themselves.";

/** Gate 2: shows what was chosen, withholds it, or hands the case over with it. */
function conclude(seen: Observation, ground: Ground, found: Scored | Nothing): Conclusion {
  if (!("gate" in found)) return concludeWithout(seen, ground, found);
  const { candidates } = ground;
  const { gate } = found;
  const beside = offeredBeside(found, candidates, seen, ground);
  const isUnfit = isAskedResult(seen) && gate.verdict === "abstain";
  const over = { gate, withheld: found, beside: isUnfit ? [] : offeredWith(found, beside) };
  const given = found.kind === "reply" ? (beforeAnswer(seen, ground) ?? undone(found, seen)) : bound(seen);
  if (given) return show(escalation(seen, ground, given), over);
  if (gate.verdict === "show") return show(found, { gate, beside });
  const isReply = found.kind === "reply" && over.beside.some(({ id }) => id === found.id);
  const written = isReply ? ownWriting : (untold(seen, ground) ?? ownWords);
  const otherwise = gate.verdict === "hand_over" ? written : (unsaidTo(seen, ground) ?? untold(seen, ground));
  const why = instead(seen, ground, otherwise);
  const next = why || isUnderWay(seen) ? runbookCall(candidates, seen) : null;
  // A card stands here in any case: the gate says how sure it is, not whether.
  if (next) return showInAnyCase(next, seen, ground);
  const lead = leadOf(found, seen, ground);
  if (!why)
    return abstainBecause("low_confidence", whyWithheld(gate, ground), { gate, withheld: found, ...lead });
  return show(escalation(seen, ground, why), { ...over, ...lead });
}

/** Nothing may be shown: hands over where somebody waits, otherwise abstains with a reason. */
function concludeWithout(seen: Observation, ground: Ground, found: Nothing): Conclusion {
  const owed = owedTo(seen, ground, found);
  const unsaid = () => untold(seen, ground) ?? writtenByHand(seen, ground, ground.candidates);
  const otherwise = owed ?? (found.reason === "nothing_to_add" ? unsaid() : null);
  const why =
    found.reason === "repeat" ? owed : (beforeAnswer(seen, ground) ?? instead(seen, ground, otherwise));
  const written = !bound(seen) && (why || isUnderWay(seen)) ? runbookCall(ground.candidates, seen) : null;
  if (written) return showInAnyCase(written, seen, ground);
  if (why) {
    const beside = isAskedResult(seen) ? [] : offeredBeside(found.withheld, ground.candidates, seen, ground);
    return show(escalation(seen, ground, why), { beside });
  }
  if (found.reason !== "nothing_to_add") return abstain(found.reason, found.detail);
  if (seen.isEnd) return abstain("no_question");
  return found.detail
    ? abstain(found.reason, found.detail)
    : abstainBecause(found.reason, whyNoDraft(ground));
}

/** True when a step has just returned its result: the runbook's next step is needed, whoever has the case. */
function isUnderWay({ event }: Observation): boolean {
  return event.kind === "tool_result";
}

/** True where what somebody looked up has just come: drafts that do not fit it are no help to whoever reads it. */
function isAskedResult(seen: Observation): boolean {
  return isUnderWay(seen) && !seen.isUnaskedResult;
}

function showInAnyCase(step: Scored, seen: Observation, ground: Ground): Conclusion {
  const beside = offeredBeside(step, ground.candidates, seen, ground);
  return show(step, { gate: { ...step.gate, verdict: "show", propensity: 1 }, beside });
}

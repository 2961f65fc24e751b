/** The model's turn: asked once the apprentice's card stands, it replaces that card where it has a better one, and costs nothing where not. */
import { withinTokens } from "#lib/models/token-budget";
import { type Ctx, hiding, withTransaction } from "#lib/platform/context";
import { log } from "#lib/platform/log";
import { levelOf, modeOf } from "#lib/settings/rules";
import type { RecordedRun } from "#lib/suggestions/agent-run";
import { confirmRun, noteDegraded } from "#lib/suggestions/commands";
import { type CurrentRun, currentRun, isCurrent } from "#lib/suggestions/current-run";
import { lockTicket } from "#lib/tickets/lock";
import { movesSince } from "#lib/tickets/moved-on";
import { without } from "#lib/tools/registry";
import { withinAttention } from "./attention";
import type { Candidate, Scored } from "./candidates/candidate";
import { modelCandidate } from "./candidates/from-model";
import { inOrder } from "./choose";
import { abstain, type Conclusion, investigating, record, unshown } from "./conclusion";
import type { KeepFindings } from "./investigator";
import { noLiveDraft, openLiveDraft } from "./live-draft";
import { type AgentPorts, prepare, runAgent } from "./loop";
import { modelRecord, trustIn } from "./model-record";
import { abstainAtOnce } from "./observe";
import { byRule, concludeOn } from "./outcome";
import { PIPELINE_VERSION } from "./prompt";
import { observation } from "./queries";

type Job = { ticketId: number; eventId: number };

/**
 * Asks the configured model about an event the apprentice has considered. No transaction is open meanwhile. Returns what
 * was recorded; null where the model was not asked, or has nothing better than what stands.
 */
export async function askModel(given: Ctx, job: Job, ports: AgentPorts): Promise<RecordedRun | null> {
  const began = performance.now();
  const [seen, current, team] = await Promise.all([
    observation(given, job),
    currentRun(given, job.eventId),
    ports.policy(given),
  ]);
  const { gate: settings, reach, investigation, attention, tokens, hours } = team;
  const ctx = hiding(given, seen.hiddenQueues);
  const level = levelOf(reach ?? { rules: [] }, seen.ticket);
  if (!current || seen.isWithdrawn || level === "off" || abstainAtOnce(seen)) return null;
  const { endpoint } = await withinTokens(ctx, await ports.endpoint(ctx), tokens);
  if (!endpoint) return null;

  const tools = investigation
    ? without(ports.tools, (tool) => modeOf(investigation, tool, seen.ticket) === "off")
    : ports.tools;
  const { ground, weigh, ranking } = await prepare(ctx, seen, { ...ports, tools, settings, hours });
  if (byRule(seen, ground)) return null;
  const isShown = level === "analyse";
  // Where a card stands, nobody is shown another one half written.
  const live = current.card || !isShown ? noLiveDraft : openLiveDraft(ctx, job.ticketId, job.eventId);
  const asked = await modelCandidate(
    {
      endpoint,
      calls: ports.calls,
      record: await modelRecord(ctx, endpoint.model),
      isWanted: async () =>
        (await currentRun(ctx, job.eventId)) !== null &&
        (await movesSince(ctx, job.ticketId, seen.upTo)).length === 0,
    },
    {
      seen,
      retrieved: ground,
      tools,
      candidates: ground.candidates,
      offered: inOrder(ground.candidates, ground),
    },
    live.show,
  );
  await live.close();

  const { promptHash } = asked;
  const keepFindings = await ports.investigator.assess(ctx, seen, ground, tools.all);
  const nothingBetter = () => noteAsked(ctx, current, { keepFindings, promptHash });
  const write = (at: Ctx, concluded: Conclusion, found: Scored | null) =>
    record(
      at,
      seen,
      isShown ? concluded : unshown(concluded),
      { triage: null, candidates: ranking(found), revises: current.id, keepFindings, promptHash },
      began,
    );
  if ("failed" in asked) {
    if (!current.card && current.reason === "nothing_to_add")
      return write(ctx, abstain("model_failed", asked.failed), null);
    if (current.card)
      await noteDegraded(ctx, { agentRunId: current.id, ticketId: job.ticketId, why: asked.failed });
    return nothingBetter();
  }
  const found = asked.candidate && weigh(asked.candidate);
  const dropped = asked.dropped ?? (found && !found.checked.ok ? found.checked.detail : null);
  if (dropped) log().info({ ...job, model: endpoint.model, why: dropped }, "The model's draft is not shown.");
  if (!found?.checked.ok) return nothingBetter();
  const conclusion = concludeOn(seen, ground, found);
  const { shown, gate } = conclusion;
  if (current.card && shown && gate && isSame(shown, current.card)) {
    const confirmed = { agentRunId: current.id, ticketId: job.ticketId, model: endpoint.model, gate };
    return withTransaction(ctx, async (tx) => {
      await confirmRun(tx, confirmed);
      return noteAsked(tx, current, { keepFindings, promptHash });
    });
  }
  if (!isBetter(conclusion, current)) return nothingBetter();
  const allowed = current.card
    ? conclusion
    : await withinAttention(ctx, seen.ticket.queueId, conclusion, attention);
  if (allowed.reason === "attention") return nothingBetter();
  const begun = isShown
    ? await ports.investigator.begin(ctx, {
        ...allowed,
        seen,
        policy: investigation,
        write: (tx, call) => write(tx, investigating(allowed, call), found),
      })
    : null;
  return begun ?? write(ctx, allowed, found);
}

/** An agent run and the model's turn right after it: for where nobody waits in between. */
export async function runWithModel(ctx: Ctx, job: Job, ports: AgentPorts): Promise<RecordedRun | null> {
  const first = await runAgent(ctx, job, ports);
  return (first && (await askModel(ctx, job, ports))) ?? first;
}

/**
 * Whether what the model came to goes in the place of what stands: anything before nothing; before a card what the gate
 * holds likelier to be taken. A quoted article is what the apprentice says when it knows nothing better: a model that is
 * not known to be worse goes before it.
 */
function isBetter({ outcome, shown, gate }: Conclusion, { card, quotes }: CurrentRun): boolean {
  if (!card) return true;
  if (outcome !== "proposed" || !shown || !gate) return false;
  if (card.kind === "escalation") return true;
  const isTrusted = trustIn(shown.author.record ?? { taken: 0, judged: 0 }) >= 0.5;
  return gate.probability > card.confidence || (quotes && isTrusted);
}

function isSame(shown: Candidate, { kind, text }: NonNullable<CurrentRun["card"]>): boolean {
  return kind !== "escalation" && shown.kind !== "escalation" && shown.text.trim() === text.trim();
}

/** Keeps with the run that stands, as long as it does, what a model was asked about it. */
async function noteAsked(
  ctx: Ctx,
  current: CurrentRun,
  { keepFindings, promptHash }: { keepFindings: KeepFindings; promptHash: string | null },
): Promise<null> {
  if (promptHash === null) return null;
  await withTransaction(ctx, async (tx) => {
    await lockTicket(tx, current.ticketId);
    if (await isCurrent(tx, current))
      await keepFindings(tx, { agentRunId: current.id, promptHash, version: PIPELINE_VERSION });
  });
  return null;
}

/**
 * The agent, from top to bottom: something happened on a ticket; look, think, and either propose
 * something to an analyst, hand the case to a human, or say nothing. Every look is recorded with its reason.
 */

import { assessmentOf } from "#lib/investigation/assessment";
import { levelOf, modeOf } from "#lib/investigation/model";
import { beginOwnCall, ownCallOf } from "#lib/investigation/own-call";
import { withinBudget } from "#lib/models/budget";
import type { Meaning } from "#lib/models/meaning";
import type { ModelCalls } from "#lib/models/model-calls";
import type { ModelEndpoint } from "#lib/models/models";
import type { Ctx } from "#lib/platform/context";
import type { GateSettings } from "#lib/policy/gate/gate";
import { handOverFor } from "#lib/policy/hand-over";
import type { Recorded } from "#lib/suggestions/look";
import { splitSentences } from "#lib/tickets/message/sentences";
import { originOfEvent } from "#lib/tickets/message/standing";
import { type Toolbox, without } from "#lib/tools/registry";
import { checkReply, forbiddenIn } from "./acts";
import type { ApprenticeState } from "./apprentice-state";
import { candidatesOf } from "./candidates";
import {
  type Conclusion,
  handOver,
  investigating,
  record,
  silent,
  silentBecause,
  speak,
  unshown,
} from "./conclusion";
import { bindingNote } from "./customer-notes";
import { apprenticeDraft, modelDraft } from "./draft";
import { inLanguage } from "./language";
import { openLiveDraft } from "./live-draft";
import type { Draft, Observation, Retrieved } from "./model";
import { isEnd, silentAtOnce, unanswered } from "./observe";
import { type Nothing, owedTo, passedOver } from "./owed";
import { escalationDraft, followUpDraft, resolvedDraft } from "./own-drafts";
import type { TeamPolicy } from "./policy";
import { followedInstruction } from "./procedure/choice";
import type { FollowedStep } from "./procedure/follow";
import { observation } from "./queries";
import { retrieve } from "./retrieve";
import { runbookStep } from "./runbook-step";
import { whyKept, whyNoDraft } from "./silence";
import { decide } from "./speak";
import { keptDraft } from "./steps";
import { triageProposal } from "./triage";

/** What the loop reaches the world through. */
export type AgentPorts = {
  apprentice: ApprenticeState;
  tools: Toolbox;
  calls: ModelCalls;
  /** What an embedding model makes of a question, where there is one. */
  meaning: Meaning;
  /** The configured model; null means the apprentice drafts. */
  endpoint: (ctx: Ctx) => Promise<ModelEndpoint | null>;
  /** How ready the agent is to speak, where it says nothing, and what it may run by itself. */
  policy: (ctx: Ctx) => Promise<TeamPolicy>;
};

/**
 * Considers one event of a ticket. Safe to run again: an event is considered once. No transaction is
 * open while a model is asked; the recording at the end checks that the ticket has not moved on.
 * Returns what was recorded, null when the event had been considered before or was taken back.
 */
export async function considerTicket(
  ctx: Ctx,
  job: { ticketId: number; eventId: number },
  ports: AgentPorts,
): Promise<Recorded | null> {
  const began = performance.now();
  const [seen, { mutedQueues, reach, investigation }] = await Promise.all([
    observation(ctx, job),
    ports.policy(ctx),
  ]);
  if (seen.isConsidered || seen.isTakenBack) return null;
  const level = mutedQueues.includes(seen.ticket.queueId ?? -1)
    ? "off"
    : levelOf(reach ?? { rules: [] }, seen.ticket);
  const atOnce = silentAtOnce(seen) ?? (level === "off" ? "muted" : null);
  if (atOnce) return record(ctx, seen, silent(atOnce), { triage: null, candidates: null }, began);

  const tools = investigation
    ? without(ports.tools, (tool) => modeOf(investigation, tool, seen.ticket) === "off")
    : ports.tools;
  const asksModel = (await ports.endpoint(ctx)) !== null;
  const thought = await withinBudget(think(ctx, seen, { ...ports, tools }), asksModel);
  if (!thought) return record(ctx, seen, silent("timed_out"), { triage: null, candidates: null }, began);
  const { conclusion, candidates, retrieved } = thought;
  const isShown = level === "analyse";
  const triage = isShown ? await triageProposal(ctx, seen, retrieved.similar, candidates.triage) : null;
  const assessment = await assessmentOf(ctx, seen, retrieved, tools.all);
  const beside = { triage, candidates, assessed: assessment && { assessment, sources: retrieved.sources } };
  const write = (at: Ctx, concluded: Conclusion) => record(at, seen, concluded, beside, began);
  if (!isShown) return write(ctx, unshown(conclusion));
  const call = ownCallOf(conclusion, seen, investigation);
  const begun =
    call && investigation
      ? await beginOwnCall(ctx, {
          seen,
          call,
          policy: investigation,
          write: (tx) => write(tx, investigating(conclusion, call)),
        })
      : null;
  return begun ?? write(ctx, conclusion);
}

/** What there is to say, and what else there would have been. */
async function think(ctx: Ctx, seen: Observation, ports: AgentPorts) {
  const learned = await ports.apprentice.current();
  const { tools, meaning } = ports;
  const retrieved = inLanguage(seen, await retrieve(ctx, seen, { ...learned, tools, meaning }));
  const conclusion = await conclude(ctx, seen, retrieved, ports);
  return { conclusion, candidates: candidatesOf(seen, retrieved, learned.engine), retrieved };
}

/** Nobody is answered, and nobody passed over, before somebody has looked. */
const mayBeAutomatic = "This may be an automatic message: please look whether a person wrote it.";

/** The card that asks who wrote a message. */
function doubting(draft: Draft, eventId: number): Draft {
  return { ...draft, payload: { ...draft.payload, doubts: eventId } };
}

/** Finds what to say, checks it, and decides whether to say it. */
async function conclude(
  ctx: Ctx,
  seen: Observation,
  retrieved: Retrieved,
  ports: AgentPorts,
): Promise<Conclusion> {
  if (originOfEvent(seen.event) === "unsure" && !seen.isHandedOver)
    return handOver(doubting(escalationDraft(seen, retrieved, mayBeAutomatic), seen.event.id));
  const rule = handOverFor(unanswered(seen).flatMap(({ body }) => splitSentences(body)));
  if (rule && !seen.isHandedOver) return handOver(escalationDraft(seen, retrieved, rule.sentence));
  if (seen.event.kind === "follow_up_due") return speak(followUpDraft(seen, retrieved));
  if (seen.event.data.isUndecided) return handOver(escalationDraft(seen, retrieved, seen.event.body));
  if (seen.event.kind === "alert_resolved") {
    const resolved = resolvedDraft(seen);
    return resolved ? speak(resolved) : silent("no_question");
  }
  const found = await findDraft(ctx, seen, retrieved, ports);
  if ("draft" in found) return propose(ctx, found.draft, seen, retrieved, ports);
  const owed = owedTo(seen, retrieved, found);
  const why =
    found.reason === "repeat"
      ? owed
      : (bound(seen) ??
        pressing(seen, retrieved) ??
        guided(seen, retrieved) ??
        owed ??
        passedOver(seen, retrieved));
  const step = why && !bound(seen) ? runbookStep(seen, retrieved, ports.tools) : null;
  if (step) return speak(step);
  if (why) return handOver(escalationDraft(seen, retrieved, why, found.withheld?.payload.alternatives));
  const isThanks = found.reason === "nothing_to_add" && isEnd(seen);
  if (isThanks) return silent("no_question");
  const isEmpty = found.reason === "nothing_to_add" && !found.detail;
  return isEmpty ? silentBecause(found.reason, whyNoDraft(retrieved)) : silent(found.reason, found.detail);
}

/** A draft that passed its checks: the model's, else the apprentice's; or why there is none. */
async function findDraft(
  ctx: Ctx,
  seen: Observation,
  retrieved: Retrieved,
  ports: AgentPorts,
): Promise<{ draft: Draft } | Nothing> {
  const endpoint = await ports.endpoint(ctx);
  let degraded: string | null = null;
  if (endpoint) {
    const live = openLiveDraft(ctx, seen.ticket.id, seen.event.id);
    const asked = await modelDraft(endpoint, ports.calls, seen, retrieved, ports.tools, live.show);
    await live.close();
    if ("draft" in asked) {
      if (!asked.draft) return { reason: "nothing_to_add" };
      const checked = checkReply(asked.draft, seen, retrieved);
      if (checked.ok) return { draft: asked.draft };
      degraded = `The draft of ${endpoint.model} did not pass a check. The built-in apprentice wrote this instead.`;
    } else degraded = asked.failed;
  }
  const draft = await apprenticeDraft(seen, retrieved, ports.tools);
  if (!draft && degraded) return { reason: "model_failed", detail: degraded };
  if (!draft) return { reason: retrieved.proposal.step.kind === "wait" ? "no_question" : "nothing_to_add" };
  const checked = checkReply(draft, seen, retrieved);
  if (checked.ok) return { draft: { ...draft, degraded } };
  return { reason: checked.reason, detail: checked.detail, withheld: draft };
}

/** Gate 2: says it, keeps it, or hands the case over with it. */
async function propose(
  ctx: Ctx,
  draft: Draft,
  seen: Observation,
  retrieved: Retrieved,
  ports: AgentPorts,
): Promise<Conclusion> {
  const settings = stricter((await ports.policy(ctx)).gate, seen);
  const gate = decide((await ports.apprentice.current()).gate, draft, seen, retrieved, settings);
  const note = bound(seen);
  if (note) {
    const steps = keptDraft(draft, gate.probability);
    return { ...handOver(escalationDraft(seen, retrieved, note, steps)), gate, withheld: draft };
  }
  if (gate.verdict === "speak") return { ...speak(draft), gate };
  const isOver = seen.isHandedOver || isEnd(seen);
  const unsure =
    gate.verdict === "hand_over" ? "Analysts usually write replies like this one themselves." : null;
  const why =
    pressing(seen, retrieved) ??
    guided(seen, retrieved) ??
    (isOver ? null : unsure) ??
    passedOver(seen, retrieved);
  if (!why) return { ...silentBecause("low_confidence", whyKept(gate, retrieved)), gate, draft };
  const written = runbookStep(seen, retrieved, ports.tools);
  if (written) {
    // A card stands here in any case: the gate says how sure it is, not whether.
    const own = decide((await ports.apprentice.current()).gate, written, seen, retrieved, settings);
    return { ...speak(written), gate: { ...own, verdict: "speak", propensity: 1 } };
  }
  const steps = keptDraft(draft, gate.probability);
  return { ...handOver(escalationDraft(seen, retrieved, why, steps)), gate, withheld: draft };
}

/** How many times dearer a card that does not help is where every minute counts. */
const urgency = 3;

function stricter(settings: GateSettings, { ticket }: Observation): GateSettings {
  return ticket.priority === "urgent" ? { ...settings, costOfBad: settings.costOfBad * urgency } : settings;
}

/** Why somebody has to look now although the agent has nothing to say; null when it can wait. */
function pressing(seen: Observation, { sources, followed }: Retrieved): string | null {
  const { event, ticket, isHandedOver } = seen;
  if (isHandedOver || isEnd(seen)) return null;
  if (event.kind === "alert_firing") {
    const runbook = sources.find(({ isInternal }) => isInternal);
    const next = followedInstruction({ followed });
    if (next) return `An alert fires. ${nextStep(next, seen)}`;
    if (runbook) return `An alert fires. The runbook “${runbook.title}” is about it.`;
    return "An alert fires, and no past case answers it.";
  }
  if (ticket.priority === "urgent") return "This is urgent, and the agent has no reliable answer.";
  return null;
}

/** What was written about the customer and asks for a human; once he has the ticket it is known. */
function bound(seen: Observation): string | null {
  const note = seen.isHandedOver || isEnd(seen) ? null : bindingNote(seen);
  return note && `The notes on this customer say: ${note}`;
}

/** Why a human goes on where a runbook has a step that only he can take; null when the customer is done or he knows. */
function guided(seen: Observation, { followed }: Retrieved): string | null {
  const next = followedInstruction({ followed });
  return next && !seen.isHandedOver && !isEnd(seen) ? nextStep(next, seen) : null;
}

function nextStep({ source, text }: FollowedStep, seen: Observation): string {
  if (forbiddenIn(text, seen))
    return `The runbook “${source.title}” is about it; the customer forbade its next step: ${text}`;
  return `The runbook “${source.title}” is about it; next in it: ${text}`;
}

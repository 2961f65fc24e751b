/**
 * The agent, from top to bottom: something happened on a ticket; look, think, and either propose
 * something to an analyst, hand the case to a human, or say nothing. Every look is recorded with its reason.
 */
import type { Ctx } from "#lib/platform/context";
import { handOverFor } from "#lib/policy/hand-over";
import type { SilenceReason } from "#lib/policy/model";
import type { ApprenticeState } from "./apprentice-state";
import { checkDraft } from "./checks";
import { type Conclusion, handOver, record, silent } from "./conclusion";
import { apprenticeDraft, modelDraft } from "./draft";
import { openLiveDraft } from "./live-draft";
import type { Draft, Observation, Retrieved } from "./model";
import type { ModelCalls } from "./model-calls";
import type { ModelEndpoint } from "./models";
import { silentAtOnce, unanswered } from "./observe";
import { escalationDraft, followUpDraft, resolvedDraft } from "./own-drafts";
import { filedLike, isConsidered, observation } from "./queries";
import { retrieve } from "./retrieve";
import { decide } from "./speak";
import type { Toolbox } from "./tools/registry";
import { type TriageSuggestion, triageProposal } from "./triage";

/** What the loop reaches the world through. */
export type AgentPorts = {
  apprentice: ApprenticeState;
  tools: Toolbox;
  calls: ModelCalls;
  /** The configured model; null means the apprentice drafts. */
  endpoint: (ctx: Ctx) => Promise<ModelEndpoint | null>;
  /** Queues in which the agent says nothing. */
  mutedQueues: (ctx: Ctx) => Promise<readonly number[]>;
};

/**
 * Considers one event of a ticket. Safe to run again: an event is considered once. No transaction is
 * open while a model is asked; the recording at the end checks that the ticket has not moved on.
 */
export async function considerTicket(
  ctx: Ctx,
  job: { ticketId: number; eventId: number },
  ports: AgentPorts,
): Promise<void> {
  if (await isConsidered(ctx, job.eventId)) return;
  const began = performance.now();
  const seen = await observation(ctx, job);
  const muted = await ports.mutedQueues(ctx);
  const atOnce = silentAtOnce(seen) ?? (muted.includes(seen.ticket.queueId ?? -1) ? "muted" : null);
  if (atOnce) return record(ctx, seen, silent(atOnce), null, began);

  const retrieved = await retrieve(ctx, seen, await ports.apprentice.current(ctx));
  const [conclusion, triage] = await Promise.all([
    conclude(ctx, seen, retrieved, ports),
    proposeTriage(ctx, seen, retrieved),
  ]);
  await record(ctx, seen, conclusion, triage, began);
}

/** Finds what to say, checks it, and decides whether to say it. */
async function conclude(
  ctx: Ctx,
  seen: Observation,
  retrieved: Retrieved,
  ports: AgentPorts,
): Promise<Conclusion> {
  const { sources } = retrieved;
  const rule = handOverFor(
    unanswered(seen)
      .map(({ body }) => body)
      .join("\n"),
  );
  if (rule && !seen.isHandedOver) return handOver(escalationDraft(seen, sources, rule.sentence));
  if (seen.event.kind === "follow_up_due") return propose(followUpDraft(seen, sources), seen, retrieved);
  if (seen.event.kind === "alert_resolved") {
    const resolved = resolvedDraft(seen);
    return resolved ? propose(resolved, seen, retrieved) : silent("no_question");
  }
  const found = await findDraft(ctx, seen, retrieved, ports);
  if ("draft" in found) return propose(found.draft, seen, retrieved);
  const why = seen.isHandedOver || found.reason === "repeat" ? null : pressing(seen);
  return why ? handOver(escalationDraft(seen, sources, why)) : silent(found.reason, found.detail);
}

/** A draft that passed its checks: the model's, else the apprentice's; or why there is none. */
async function findDraft(
  ctx: Ctx,
  seen: Observation,
  retrieved: Retrieved,
  ports: AgentPorts,
): Promise<{ draft: Draft } | { reason: SilenceReason; detail?: string }> {
  const endpoint = await ports.endpoint(ctx);
  let degraded: string | null = null;
  if (endpoint) {
    const live = openLiveDraft(ctx, seen.ticket.id, seen.event.id);
    const asked = await modelDraft(endpoint, ports.calls, seen, retrieved, ports.tools, live.show);
    await live.close();
    if ("draft" in asked) {
      if (!asked.draft) return { reason: "nothing_to_add" };
      const checked = checkDraft(asked.draft, seen);
      if (checked.ok) return { draft: asked.draft };
      degraded = `The draft of ${endpoint.model} did not pass a check. The built-in apprentice wrote this instead.`;
    } else degraded = asked.failed;
  }
  const draft = await apprenticeDraft(seen, retrieved, ports.tools);
  if (!draft && degraded) return { reason: "model_failed", detail: degraded };
  if (!draft) return { reason: retrieved.proposal.step.kind === "wait" ? "no_question" : "nothing_to_add" };
  const checked = checkDraft(draft, seen);
  return checked.ok ? { draft: { ...draft, degraded } } : { reason: checked.reason, detail: checked.detail };
}

/** Gate 2: says it, keeps it, or hands the case over with it. */
function propose(draft: Draft, seen: Observation, retrieved: Retrieved): Conclusion {
  const gate = decide(draft, seen, retrieved);
  if (draft.kind === "escalation") return { ...handOver(draft), gate };
  if (gate.verdict === "speak")
    return { outcome: "proposed", reason: null, explanation: draft.why, gate, draft };
  const why = gate.verdict === "hand_over" ? pressing(seen) : null;
  if (why) return { ...handOver(escalationDraft(seen, retrieved.sources, why)), gate };
  return { ...silent("low_confidence"), gate, draft };
}

/** Why somebody has to look now although the agent has nothing to say; null when it can wait. */
function pressing({ event, ticket }: Observation): string | null {
  if (event.kind === "alert_firing") return "An alert fires, and no past case answers it.";
  if (ticket.priority === "urgent") return "This is urgent, and the agent has no answer it can stand behind.";
  return null;
}

/** On arrival, what the ticket should be filed under. */
async function proposeTriage(
  ctx: Ctx,
  seen: Observation,
  { passages }: Retrieved,
): Promise<TriageSuggestion | null> {
  const { queueId, category, service } = seen.ticket;
  if (seen.isTriaged || (queueId !== null && category !== null && service !== null)) return null;
  const similar = passages.filter(({ kind }) => kind === "ticket");
  return triageProposal(seen, await filedLike(ctx, similar));
}

/** The words of the audit trail: each action as a label for the filter and as a phrase of a sentence. */
import type { AuditAction } from "#lib/platform/model";
import { accessWords } from "./words/access-words";
import { connectionWords } from "./words/connection-words";
import type { ActionWords } from "./words/model";
import { monitoringWords } from "./words/monitoring-words";
import { onCallWords } from "./words/on-call-words";
import { remediationWords } from "./words/remediation-words";
import { ticketWords } from "./words/ticket-words";

/** The words of every action: an action without any does not compile. */
export const actionWords: Record<AuditAction, ActionWords> = {
  ...monitoringWords,
  ...remediationWords,
  ...accessWords,
  ...ticketWords,
  ...connectionWords,
  ...onCallWords,
};

/** What a run of the agent came to. */
export const outcomeWords: Record<string, string> = {
  proposed: "made a proposal on",
  investigating: "looked something up on",
  abstained: "made no proposal on",
  // As releases before migration 0057 wrote it.
  silent: "made no proposal on",
  handed_over: "proposed to escalate",
  failed: "failed on",
};

/** The words of an action; null for one of a trail that another version wrote. */
export function wordsOfAction(action: string): ActionWords | null {
  const known: Readonly<Record<string, ActionWords>> = actionWords;
  return known[action] ?? null;
}

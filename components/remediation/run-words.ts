/** The words of a run: what state it is in, where its values come from. */
import { type ActionRun, approvalsNeeded, type Provenance, type RunStatus } from "#lib/remediation/model";
import type { Tone } from "../ui/badge";

const statusWords = {
  prepared: "dry run",
  waiting: "waits for another approval",
  approved: "approved",
  executing: "being executed",
  done: "executed",
  failed: "failed",
  unknown: "outcome unknown",
  refused: "refused",
  denied: "denied",
  expired: "expired",
  replaced: "replaced",
} as const satisfies Record<RunStatus, string>;

/** The state of a run in a few words, and how it is to be taken. */
export function runState(run: ActionRun): { words: string; tone: Tone } {
  if (run.rolledBackAt) return { words: "rolled back", tone: "caution" };
  if (run.rollBackStartedAt) return { words: "being rolled back", tone: "caution" };
  switch (run.verification) {
    case "verified":
      return { words: "verified", tone: "positive" };
    case "failed":
      return { words: "did not help", tone: "critical" };
    case "skipped":
      return { words: "executed, not verified", tone: "caution" };
    case "pending":
      return { words: `${statusWords[run.status]}, being checked`, tone: "accent" };
    case null:
      break;
  }
  if (run.status === "executing" && run.kind === "by_hand")
    return { words: "to be done by hand", tone: "caution" };
  return { words: statusWords[run.status], tone: tones[run.status] };
}

const tones = {
  prepared: "neutral",
  waiting: "caution",
  approved: "accent",
  executing: "accent",
  done: "positive",
  failed: "critical",
  unknown: "critical",
  refused: "caution",
  denied: "neutral",
  expired: "caution",
  replaced: "neutral",
} as const satisfies Record<RunStatus, Tone>;

/** Where a value comes from, as its mark says it. */
export const sourceWords = {
  label: "alert label",
  result: "diagnostic result",
  article: "runbook",
  analyst: "analyst",
  customer: "customer’s text",
  unknown: "no source",
} as const satisfies Record<Provenance, string>;

/** What is still needed, in a sentence. */
export function neededWords(run: ActionRun): string {
  const needed = approvalsNeeded(run);
  if (run.risk === 4) return "Vigil never executes an action of this class.";
  if (needed === 0) return "All approvals are there.";
  const given = run.approvals.filter(({ kind }) => kind === "person");
  const by = given.map(({ name }) => name ?? "Former member").join(", ");
  if (given.length > 0) return `Approved by ${by}. A different person must approve as well.`;
  return needed === 1 ? "Needs one approval." : `Needs ${needed} approvals, each by a different person.`;
}

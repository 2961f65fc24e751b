/** The rows of the training log: closed tickets, steps, decisions and grades. */
import type { CaseCustomer, DecisionFeedback, TriageValues } from "#lib/apprentice/model";
import type { ExpectedAction } from "#lib/suggestions/model";

/**
 * What a training example keeps beside the events, which never change; `features` are the gate's. A grade says
 * whether the card of a run was, or would have been, worth showing (no features: the gate had no say), and what should
 * have been said or run at that moment.
 */
export type TrainingFacts =
  | {
      kind: "case";
      subject: string;
      queue: string | null;
      assigneeId: string | null;
      assigneeName?: string | null;
      customer: CaseCustomer | null;
      closedAt: number;
      triage: TriageValues;
    }
  | {
      kind: "step";
      subject: string;
      queue: string | null;
      assigneeId: string | null;
      assigneeName?: string | null;
      customer: CaseCustomer | null;
    }
  | ({ kind: "decision"; queue: string | null; passages?: JudgedPassage[] } & DecisionFeedback)
  | {
      kind: "grade";
      queue: string | null;
      features: Record<string, number> | null;
      good: boolean;
      expected?: ExpectedStep;
    };

/** What is learned from a judgement. */
export type JudgementFacts = Extract<TrainingFacts, { kind: "decision" | "grade" }>;

/** True for a decision or a grade: what trains the gate. */
export function isJudgement(facts: TrainingFacts): facts is JudgementFacts {
  return facts.kind === "decision" || facts.kind === "grade";
}

/** What spoke for a cited passage, and whether the answer that cited it was taken or it was the wrong source. */
export type JudgedPassage = { features: Record<string, number>; isRight: boolean };

/** A step that should have been taken after the event `eventId`, and whose ticket it was. */
export type ExpectedStep = {
  step: ExpectedAction;
  eventId: number;
  subject: string;
  assigneeId: string | null;
  assigneeName?: string | null;
  customer: CaseCustomer | null;
};

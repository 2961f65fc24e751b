/** Agent runs made by hand for tests of the evaluator. */
import type { Ranking } from "#lib/suggestions/model";
import type { RunWithProposal } from "../queries";

/** Candidates of a run that knew nothing. */
export const none: Ranking = {
  step: "reply",
  candidates: [],
  confidence: 0.3,
  typedProbability: 0.1,
  triage: {},
};

/** An agent run that abstained, with what a test is about. */
export function run(parts: Partial<RunWithProposal>): RunWithProposal {
  const at = new Date(0);
  return {
    id: 1,
    ticketId: 1,
    eventId: 1,
    revises: null,
    outcome: "abstained",
    reason: null,
    explanation: "",
    gate: null,
    draft: null,
    candidates: null,
    engine: "apprentice",
    model: "apprentice-1",
    pipelineVersion: "1",
    durationMs: 1,
    grade: null,
    gradeNote: null,
    expected: null,
    gradedBy: null,
    gradedAt: null,
    at,
    proposal: null,
    ...parts,
  };
}

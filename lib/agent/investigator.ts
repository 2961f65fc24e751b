/** The interface by which the loop reaches investigations: findings and the agent's own look-ups belong to another module. */
import type { Ctx } from "#lib/platform/context";
import type { GateRecord } from "#lib/policy/model";
import type { InvestigationPolicy } from "#lib/settings/rules";
import type { RecordedRun } from "#lib/suggestions/agent-run";
import type { ToolRequest } from "#lib/suggestions/step";
import type { Candidate } from "./candidates/candidate";
import type { Observation, Retrieved } from "./model";

/** A look-up that a run proposes. */
export type Lead = {
  shown: Candidate | null;
  gate: GateRecord | null;
  /** The look-up to make first, where another step or nothing is shown. */
  lead?: ToolRequest;
  seen: Observation;
  policy: InvestigationPolicy | undefined;
  /** Writes the run down as one that looks this up, inside the transaction that begins the look-up. */
  write: (tx: Ctx, call: ToolRequest) => Promise<RecordedRun>;
};

/**
 * Writes down what a run had before it and what it held the case to be, inside its transaction; written again, the later
 * word stands. `promptHash` is that of what a model was asked; null where none was.
 */
export type KeepFindings = (
  tx: Ctx,
  run: { agentRunId: number; promptHash: string | null; version: string },
) => Promise<void>;

export type Investigator = {
  /** What the case may be, by what was looked up, ready to be kept with what it was made from. */
  assess: (
    ctx: Ctx,
    seen: Observation,
    retrieved: Retrieved,
    installed: readonly { name: string }[],
  ) => Promise<KeepFindings>;
  /** Begins the look-up where the agent may make it by itself; null where it is left to an analyst. */
  begin: (ctx: Ctx, lead: Lead) => Promise<RecordedRun | null>;
};

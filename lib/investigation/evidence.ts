/** What an agent run had before it, kept with the run by reference, so that another version can be held against the same. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { insertRows } from "#db/json";
import { keptEvidence } from "#db/schema/investigation";
import type { Observation, Retrieved } from "#lib/agent/model";
import type { Proposal } from "#lib/apprentice/model";
import { type Ctx, type RowWriter, writeAtEnd } from "#lib/platform/context";
import { keepAssessment } from "./assessment";
import { lookUpsOf } from "./look-ups";
import type { Assessment, KeptEvidence } from "./model";

/** Passages and results kept of a run, the best and the newest first: a row stays within a few kilobytes. */
const mostSources = 40;
const mostResults = 50;

/** An agent run, as far as it is kept here. */
export type SeenByRun = {
  agentRunId: number;
  seen: Observation;
  proposal: Proposal;
  sources: Retrieved["sources"];
  /** Of what a model was asked; null where none was. */
  promptHash: string | null;
  version: string;
};

/** Keeps what a run saw and what it held the case to be; null where it could not say. */
export async function keepRun(tx: Ctx, made: Assessment | null, run: SeenByRun): Promise<void> {
  if (made) await keepAssessment(tx, made, run.seen.ticket.id);
  const { agentRunId } = run;
  await writeAtEnd(tx, evidenceWriter, [
    { agentRunId, upToEventId: run.seen.upTo, seen: evidenceOf(made, run) },
  ]);
}

const evidenceWriter: RowWriter<typeof keptEvidence.$inferInsert> = {
  insert: (rows) =>
    insertRows(
      keptEvidence,
      rows,
      sql`on conflict (agent_run_id) do update set up_to_event_id = excluded.up_to_event_id, seen = excluded.seen`,
    ),
};

function evidenceOf(
  made: Assessment | null,
  { seen, proposal, sources, promptHash, version }: SeenByRun,
): KeptEvidence {
  return {
    version,
    promptHash,
    sources: sources.slice(0, mostSources).map(({ kind, ref, eventId, score, body }) => ({
      kind,
      ref,
      eventId: eventId ?? null,
      score,
      hash: hashOf(body),
    })),
    results: lookUpsOf(seen)
      .map(({ eventId }) => eventId)
      .slice(-mostResults),
    ...wantedBy(proposal),
    ...heldToBe(made),
  };
}

/** The next step the apprentice wants, as it is kept and compared. */
export function wantedBy({ step }: Proposal): Pick<KeptEvidence, "step" | "call"> {
  const call = step.kind === "tool" ? { tool: step.tool, arguments: step.arguments } : null;
  return { step: step.kind, call };
}

/** What a case is held to be, as it is kept and compared. */
export function heldToBe(made: Assessment | null): Pick<KeptEvidence, "outcome" | "finding"> {
  const finding = made?.hypotheses.find(({ text }) => text === made.text)?.key ?? null;
  return { outcome: made?.outcome ?? null, finding };
}

/** What tells whether a text is still what it was. */
export function hashOf(body: string): string {
  return createHash("sha256").update(body).digest("hex").slice(0, 16);
}

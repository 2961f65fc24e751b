/** Labelled examples, the export formats trainers read, and replays: the nouns of learning. */
import { z } from "zod";
import { instant } from "#lib/platform/instant";
import { GateRecord } from "#lib/policy/model";
import { ContextTurn } from "#lib/suggestions/context-turn";
import {
  agentRunOutcomes,
  DiffPart,
  engines,
  rejectReasonKeys,
  suggestionKinds,
  suggestionStatuses,
  verdicts,
} from "#lib/suggestions/model";

export const datasetFormats = ["trl-sft", "trl-dpo", "trl-kto", "openai-sft", "openai-dpo"] as const;
export type DatasetFormat = (typeof datasetFormats)[number];

/** What a format is for, in one line. */
export const formatPurposes = {
  "trl-sft": "Hugging Face TRL, supervised: the conversation and the text that was sent.",
  "trl-dpo": "Hugging Face TRL, preference: the sent text before the proposal it replaced.",
  "trl-kto": "Hugging Face TRL, unpaired: a text and whether it was good.",
  "openai-sft": "OpenAI fine-tuning, supervised: messages that end with the text that was sent.",
  "openai-dpo": "OpenAI fine-tuning, preference: preferred and non-preferred output.",
} as const satisfies Record<DatasetFormat, string>;

/** What the mapping to training rows looks at; the counts of the dataset are made from these alone. */
export const LabelFacts = z.object({
  kind: z.enum(suggestionKinds),
  verdict: z.enum(verdicts),
  /** One only another version knows is none. */
  reason: z.enum(rejectReasonKeys).nullable().catch(null),
  /** 1 − edit distance / longer length; null when nothing was sent. */
  similarity: z.number().nullable(),
  /** The edit changed more than greeting, signature, case, spacing or punctuation. */
  isSubstantive: z.boolean(),
  /** Rejected, and the same analyst then answered the same message by hand. */
  isReplaced: z.boolean(),
});
export type LabelFacts = z.infer<typeof LabelFacts>;

/** A decision as a labelled example, redacted when it was made. */
export const Label = LabelFacts.extend({
  id: z.number(),
  decisionId: z.number(),
  ticketId: z.number(),
  context: z.array(ContextTurn),
  proposalText: z.string(),
  finalText: z.string().nullable(),
  diff: z.array(DiffPart),
  editDistance: z.number().nullable(),
  timeToDecideMs: z.number(),
  confidence: z.number(),
  propensity: z.number(),
  pipelineVersion: z.string(),
  engine: z.enum(engines),
  model: z.string(),
  gate: GateRecord.nullable().catch(null),
  analystId: z.string(),
  createdAt: z.coerce.date(),
});
export type Label = z.infer<typeof Label>;

/** What to export: labels made from `from` (inclusive) to `to` (exclusive). */
export const ExportInput = z.object({
  format: z.enum(datasetFormats),
  from: instant.optional(),
  to: instant.optional(),
});
export type ExportInput = z.input<typeof ExportInput>;

export const splits = ["train", "val", "test"] as const;
export type Split = (typeof splits)[number];

/** Labels in the ledger by what was decided, and the rows each format would get from them. */
export type DatasetCounts = {
  decisions: number;
  retracted: number;
  verdicts: Record<z.infer<typeof LabelFacts>["verdict"], number>;
  formats: Record<DatasetFormat, number>;
};

/** A label as the dataset page lists it. */
export type RecentLabel = Label & { analystName: string };

/** Where a row comes from: the line of the manifest that stands beside each exported row. */
export const ManifestLine = z.strictObject({
  row_id: z.string(),
  format: z.enum(datasetFormats),
  /** Pseudonyms: keyed hashes that only this installation can recompute. */
  ticket_id_hash: z.string(),
  analyst_id_hash: z.string(),
  decision_id: z.number(),
  decided_at: z.iso.datetime(),
  verdict: z.enum(verdicts),
  reason: z.enum(rejectReasonKeys).nullable(),
  edit_distance: z.number().nullable(),
  similarity: z.number().nullable(),
  pipeline_version: z.string(),
  engine: z.enum(engines),
  model: z.string(),
  propensity: z.number(),
  gate_values: GateRecord.nullable(),
  redaction_policy: z.string(),
  split: z.enum(splits),
  /** SHA-256 of the exported line without its line feed. */
  sha256: z.string(),
});
export type ManifestLine = z.infer<typeof ManifestLine>;

/** Where the gate stands in one queue, or over all of them. */
export type QueueGate = {
  /** Null for all queues together. */
  queueId: number | null;
  name: string;
  /** Judgements learned, of this queue alone. */
  own: number;
  /** Judgements its certificate rests on, and whether they are its own. */
  judged: number;
  isOwn: boolean;
  byCost: number;
  certified: number | null;
  threshold: number;
  labelsNeeded: number;
};

/** One number the gate looks at: what it was on average, and how much it counts. */
export type GateWeight = {
  /** As it is logged, for instance `apprentice.margin`. */
  name: string;
  mean: number;
  weight: number;
  /** What a queue adds to the weight, by its name; queues that never learned are left out. */
  queues: Record<string, number>;
};

/** The gate for inspection. */
export type GateState = {
  /** Share of bad cards tolerated among the shown ones, and the chance that a certificate is wrong. */
  alpha: number;
  delta: number;
  /** Seconds lost on a card that does not help, and saved by one that does. */
  costOfBad: number;
  gainOfGood: number;
  exploration: number;
  gates: QueueGate[];
  weights: GateWeight[];
};

/** One judgement, or one graded abstention, as a row to look at. */
export type GateRow = {
  id: string;
  ticketId: number;
  subject: string;
  queueName: string | null;
  at: Date;
  probability: number | null;
  threshold: number | null;
  explored: boolean;
  /** How it came about: a verdict on a card, or a grade of a run. */
  by: "accept" | "edit" | "reject" | "right" | "should_have_shown" | "should_have_abstained";
  good: boolean;
};

/** What the agent made of the question of one ticket, before anything else was said on it. */
export const FirstRun = z.object({
  ticketId: z.coerce.number(),
  category: z.string(),
  subject: z.string(),
  at: z.coerce.date(),
  outcome: z.enum(agentRunOutcomes),
  /** How likely it held its step to be taken. */
  probability: z.coerce.number(),
  kind: z.enum(suggestionKinds).nullable(),
  status: z.enum(suggestionStatuses).nullable(),
});
export type FirstRun = z.infer<typeof FirstRun>;

/** What the agent came to propose for a kind of question: its answer, or what to look up first. */
export function kindLearnt(runs: readonly FirstRun[]): FirstRun["kind"] {
  return runs.findLast(({ outcome }) => outcome === "proposed")?.kind ?? null;
}

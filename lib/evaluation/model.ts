/** Replays of recorded dialogues: their options, their report, and what every figure in it means. */
import { z } from "zod";

export const ReplayOptions = z.object({
  /** Judge from this ticket on, counted from 1 in the order of opening; those before are only learned from. */
  from: z.coerce.number().int().min(1).default(1),
  /** Replay no ticket after this one. */
  to: z.coerce.number().int().min(1).optional(),
  model: z.enum(["apprentice", "llm"]).default("apprentice"),
  /** Learn nothing after so many closed tickets. */
  freezeAfter: z.coerce.number().int().min(0).optional(),
  /** Decides which of two things that happened in the same instant on different tickets comes first. */
  seed: z.coerce.number().int().default(1),
  /** Hide from the agent which analyst a ticket is assigned to. */
  withoutAssignee: z.boolean().default(false),
});
export type ReplayOptions = z.infer<typeof ReplayOptions>;

/** The precisions the online gate is asked for. */
export const precisionTargets = [0.7, 0.8, 0.9] as const;

/** Null also for what an older version did not measure. */
const number = z.number().nullable().default(null);
const Quantiles = z.object({ p50: number, p95: number });

/** How good the replies were; the plain baseline is measured by the same. A figure of nothing is null. */
export const ReplyFigures = z.object({
  points: z.number(),
  match: number,
  match_on_canned: number,
  token_f1: number,
  rouge_l: number,
  chrf: number,
  near_verbatim: number,
  foreign_number_rate: number,
  wrong_fact_rate: number,
  wrong_facts: z.array(z.object({ type: z.string(), rate: number })).default([]),
  aurc: number,
  confidence_auc: number,
  ece: number,
  coverage_at_precision: z.array(z.object({ target: z.number(), coverage: number, precision: number })),
});
export type ReplyFigures = z.infer<typeof ReplyFigures>;

export const ReplayFigures = ReplyFigures.extend({
  match_shown: number,
  hit_at_3: number,
  typed_auc: number,
  shown: number,
  shown_match: number,
  shown_accept: number,
  shown_edit: number,
  shown_foreign_number_rate: number,
  shown_wrong_fact_rate: number,
  tool_calls: z.number(),
  tool_step: number,
  tool_drafted: number,
  tool_right: number,
  tool_arguments: number,
  tool_call_exact: number,
  next_step: number,
  routing: z.array(z.object({ turns: z.number(), points: z.number(), accuracy: number })),
  agent_run_ms: Quantiles,
});
export type ReplayFigures = z.infer<typeof ReplayFigures>;

/** One stretch of the learning curve: `from` (inclusive) to `to` (exclusive) closed tickets; null is no end. */
export const CurveStretch = z.object({
  from: z.number(),
  to: number,
  points: z.number(),
  match: number,
  token_f1: number,
  baseline_match: number,
});
export type CurveStretch = z.infer<typeof CurveStretch>;

export const ReplayReport = z.object({
  /** File name of the dialogues, without its folder. */
  file: z.string(),
  options: ReplayOptions,
  /** Who drafted: the apprentice's name, or the model's. */
  drafted_by: z.string(),
  pipeline_version: z.string(),
  tickets: z.number(),
  /** Articles and runbooks the desk had from the start. */
  articles: z.number().default(0),
  all: ReplayFigures,
  last_quarter: ReplayFigures,
  baseline: z.object({ all: ReplyFigures, last_quarter: ReplyFigures }),
  curve_by_closed: z.array(CurveStretch),
  curve_by_closed_of_kind: z.array(CurveStretch),
  /** What was done to get there, apart from what it was worth: these differ from run to run. */
  run: z.object({
    agent_runs: z.number(),
    seconds: number,
    agent_runs_per_second: number,
    learn_ms: Quantiles,
    peak_memory_mb: z.number(),
    /** Steps that stood in the database already, from a run that was broken off. */
    resumed_steps: z.number(),
  }),
  notes: z.array(z.string()),
  definitions: z.record(z.string(), z.string()),
});
export type ReplayReport = z.infer<typeof ReplayReport>;

/** A finished replay as it is kept. */
export const ReplayRun = z.object({
  id: z.number(),
  name: z.string(),
  report: ReplayReport,
  finishedAt: z.coerce.date(),
});
export type ReplayRun = z.infer<typeof ReplayRun>;

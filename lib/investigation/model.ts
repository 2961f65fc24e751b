/** The nouns of an investigation. */

import { z } from "zod";
import { ToolPolicy } from "#lib/settings/rules";

/** A call the agent made by itself, as the desk shows it. */
export const OwnCall = z.object({
  /** The call on the timeline. */
  eventId: z.number(),
  tool: z.string(),
  notNeededBy: z.string().nullable(),
});
export type OwnCall = z.infer<typeof OwnCall>;

/** Where a hypothesis stands: what was found speaks for it, against it, or it could not be told. */
export const hypothesisStatuses = ["supported", "refuted", "not_checked"] as const;
export type HypothesisStatus = (typeof hypothesisStatuses)[number];

/** Who made a hypothesis; an article that states one is cited in it. */
export const hypothesisSources = ["apprentice", "article", "model", "analyst"] as const;

/** A value of a result, or a passage, that bears on a hypothesis. */
export const Mark = z.object({
  /** The result on the timeline. */
  eventId: z.number(),
  path: z.string(),
  value: z.union([z.string(), z.number()]),
});
export type Mark = z.infer<typeof Mark>;

/** Something a case may be. */
export const Hypothesis = z.object({
  key: z.string(),
  /** The tool that can tell; null where none is known to. */
  tool: z.string().nullable(),
  text: z.string(),
  status: z.enum(hypothesisStatuses),
  confidence: z.number(),
  /** What it rests on, or what refutes it. */
  marks: z.array(Mark),
  why: z.string(),
  /** Closed tickets in which it was this. */
  tickets: z.array(z.number()),
  /** It says that there is no fault. */
  isQuiet: z.boolean(),
  /** It may be, and what would tell could not be had, or contradicts itself. */
  isBlocked: z.boolean(),
  /** An analyst does not want it looked at any more. */
  isStruck: z.boolean(),
  source: z.enum(hypothesisSources),
});
export type Hypothesis = z.infer<typeof Hypothesis>;

/** `unresolved` is an answer: what was ruled out, what could not be checked, what a person should look at. */
export const investigationOutcomes = ["finding", "no_fault", "unresolved"] as const;
export type InvestigationOutcome = (typeof investigationOutcomes)[number];

export const Assessment = z.object({
  outcome: z.enum(investigationOutcomes),
  text: z.string(),
  confidence: z.number(),
  hypotheses: z.array(Hypothesis),
});
export type Assessment = z.infer<typeof Assessment>;

/**
 * What a run had before it, by reference: the timeline itself keeps what tools found, once, so that what is erased there
 * is erased here.
 */
export const KeptEvidence = z.object({
  version: z.string(),
  /** SHA-256 of the prompt a model was given; null without one. */
  promptHash: z.string().nullable(),
  /** What was retrieved, each with the hash of its words as they were. */
  sources: z.array(
    z.object({
      kind: z.string(),
      ref: z.number(),
      eventId: z.number().nullable(),
      score: z.number(),
      hash: z.string(),
    }),
  ),
  /** Results on the timeline. */
  results: z.array(z.number()),
  /** The kind of step the apprentice wanted next. */
  step: z.string(),
  /** The call it wanted next; null where it wanted none. */
  call: z.object({ tool: z.string(), arguments: z.record(z.string(), z.unknown()) }).nullable(),
  /** What it held the case to be, whatever analysts had said of it; null where it could not say. */
  outcome: z.enum(investigationOutcomes).nullable(),
  /** Key of the hypothesis it came to; null where it came to none. */
  finding: z.string().nullable(),
});
export type KeptEvidence = z.infer<typeof KeptEvidence>;

/** How an investigation compares with what resolved the case. */
export const investigationGrades = ["match", "partial", "mismatch"] as const;
export type InvestigationGrade = (typeof investigationGrades)[number];

/** What is known of a case, as the desk reads it. */
export const Investigation = z.object({
  calls: z.array(OwnCall),
  /** Null before anything was looked up. */
  assessment: Assessment.nullable(),
  grade: z.enum(investigationGrades).nullable(),
  /** `rule`, `model`, or who graded it. */
  gradedBy: z.string().nullable(),
});
export type Investigation = z.infer<typeof Investigation>;

/** `seen`: its policy when it was opened to be changed; what somebody else set since is not overwritten. */
export const SetToolPolicyInput = ToolPolicy.extend({
  tool: z.string().trim().min(1).max(120),
  seen: ToolPolicy.optional(),
});
export type SetToolPolicyInput = z.input<typeof SetToolPolicyInput>;

/** Whether a call the agent made by itself was needed; `eventId` is that of the call. */
export const JudgeOwnCallInput = z.object({ eventId: z.number().int(), isNeeded: z.boolean() });

export const AddHypothesisInput = z.object({
  ticketId: z.number().int(),
  text: z.string().trim().min(3, "Write what it may be").max(300),
});
/** What an analyst says of a hypothesis: how it stands (null: as it was found), and whether it is looked at any more. */
export const SteerHypothesisInput = z.object({
  ticketId: z.number().int(),
  key: z.string().min(1).max(200),
  status: z.enum(hypothesisStatuses).nullable(),
  isStruck: z.boolean(),
});
export const GradeInvestigationInput = z.object({
  ticketId: z.number().int(),
  grade: z.enum(investigationGrades),
});

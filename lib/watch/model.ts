/** Watch rules: what a team wants to hear of in messages and alerts, how loudly, and where it goes. */
import { z } from "zod";

export const ruleKinds = ["detect", "ignore"] as const;
export const ruleSubjects = ["messages", "alerts", "both"] as const;
export type RuleSubject = (typeof ruleSubjects)[number];
/** What a rule looks for: any of some words, an expression of RE2, or what means the same as some examples. */
export const ruleMatches = ["words", "expression", "meaning"] as const;
export const ruleLevels = ["P0", "P1", "P2"] as const;
export type RuleLevel = (typeof ruleLevels)[number];
export const ruleTopics = ["outage", "complaint", "data_loss", "security", "billing", "other"] as const;
/** `shadow`: it only shows what it would do. */
export const ruleStates = ["shadow", "on", "off"] as const;
export type RuleState = (typeof ruleStates)[number];

/** What became of something a rule matched. */
export const matchOutcomes = ["raised", "below", "silenced", "ignored"] as const;
export type MatchOutcome = (typeof matchOutcomes)[number];

const lines = z.array(z.string().trim().min(1).max(300)).min(1, "Enter at least one line").max(100);

/** A rule as it is written; `looksFor` are words, one expression, or examples. */
export const RuleInput = z.object({
  name: z.string().trim().min(1, "Enter a name").max(120),
  kind: z.enum(ruleKinds),
  subject: z.enum(ruleSubjects),
  match: z.enum(ruleMatches),
  looksFor: lines,
  level: z.enum(ruleLevels),
  topic: z.enum(ruleTopics),
  /** Only from so many within so many minutes on. */
  from: z.number().int().min(1).max(1_000).default(1),
  windowMinutes: z.number().int().min(1).max(10_080).default(60),
  /** After it was raised it says nothing more of the same group for so long; 0: it always speaks. */
  silenceMinutes: z.number().int().min(0).max(10_080).default(360),
  /** Where a matching ticket goes; null: it stays. */
  queueId: z.number().int().nullable().default(null),
});
export type RuleInput = z.infer<typeof RuleInput>;

/** The version that was on the screen: what somebody else wrote since is neither overwritten nor switched on unread. */
const version = z.number().int().nullable().optional();
export const SaveRuleInput = RuleInput.extend({
  ruleId: z.number().int().nullable().default(null),
  version,
});
export const SetRuleStateInput = z.object({ ruleId: z.number().int(), state: z.enum(ruleStates), version });
export const RuleIdInput = z.object({ ruleId: z.number().int() });

/** What a rule did, or would have done, within some days. */
export const RuleReport = z.object({
  days: z.number(),
  looked: z.number(),
  matched: z.number(),
  raised: z.number(),
  /** Kept back by its silence, because there were too few, or by a rule that ignores. */
  held: z.number(),
  lastMatch: z.coerce.date().nullable(),
  examples: z.array(
    z.object({
      at: z.coerce.date(),
      text: z.string(),
      ticketId: z.number().nullable(),
      outcome: z.enum(matchOutcomes),
    }),
  ),
});
export type RuleReport = z.infer<typeof RuleReport>;

export const WatchRule = RuleInput.extend({
  id: z.number(),
  version: z.number(),
  state: z.enum(ruleStates),
  /** Since it was written as it is now. */
  since: z.coerce.date(),
  lastMatch: z.coerce.date().nullable(),
  raised: z.number(),
  held: z.number(),
  /** Why it can never match; null where it can. */
  never: z.string().nullable(),
});
export type WatchRule = z.infer<typeof WatchRule>;

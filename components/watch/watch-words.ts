/** The words of watch rules. */
import type { MatchOutcome, RuleInput, RuleState } from "#lib/watch/model";
import type { Tone } from "../ui/badge";

export const stateWords = { shadow: "Shadow", on: "On", off: "Off" } as const satisfies Record<
  RuleState,
  string
>;
export const stateTones = { shadow: "accent", on: "positive", off: "neutral" } as const satisfies Record<
  RuleState,
  Tone
>;
export const kindWords = { detect: "Detect", ignore: "Ignore" } as const satisfies Record<
  RuleInput["kind"],
  string
>;
export const subjectWords = {
  messages: "Messages",
  alerts: "Alerts",
  both: "Messages and alerts",
} as const satisfies Record<RuleInput["subject"], string>;
export const matchWords = {
  words: "Words or phrases",
  expression: "Expression (RE2)",
  meaning: "What means the same",
} as const satisfies Record<RuleInput["match"], string>;
export const topicWords = {
  outage: "Outage",
  complaint: "Complaint",
  data_loss: "Loss of data",
  security: "Security",
  billing: "Billing",
  other: "Something else",
} as const satisfies Record<RuleInput["topic"], string>;
export const outcomeWords = {
  raised: "Raised",
  below: "Too few",
  silenced: "Silenced",
  ignored: "Ignored",
} as const satisfies Record<MatchOutcome, string>;

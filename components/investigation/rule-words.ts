/** How modes, levels and places of rules are called. */
import type { HypothesisStatus, InvestigationGrade, InvestigationOutcome } from "#lib/investigation/model";
import type { ReachLevel, ToolMode } from "#lib/settings/rules";
import type { Tone } from "../ui/badge";

export const modeWords = {
  runs: "Runs by itself",
  asks: "Asks first",
  off: "Off",
} as const satisfies Record<ToolMode, string>;

export const levelWords = {
  analyse: "Analyse and propose",
  record: "Only record",
  off: "Off",
} as const satisfies Record<ReachLevel, string>;

export const outcomeWords = {
  finding: { words: "Finding", tone: "accent" },
  no_fault: { words: "No fault found", tone: "positive" },
  unresolved: { words: "Unresolved", tone: "caution" },
} as const satisfies Record<InvestigationOutcome, { words: string; tone: Tone }>;

export const statusWords = {
  supported: { words: "Supported", tone: "positive" },
  refuted: { words: "Ruled out", tone: "neutral" },
  not_checked: { words: "Not checked", tone: "caution" },
} as const satisfies Record<HypothesisStatus, { words: string; tone: Tone }>;

export const gradeWords = {
  match: "The finding was right.",
  partial: "Partly right.",
  mismatch: "It was something else.",
} as const satisfies Record<InvestigationGrade, string>;

/** Who graded it, where no person did. */
export const graderWords: Readonly<Record<string, string>> = {
  rule: "Compared with the answers.",
  model: "Compared with the answers by the language model.",
};

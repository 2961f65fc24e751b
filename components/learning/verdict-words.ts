/** How a verdict is called and toned on the pages that look back. */
import type { Verdict } from "#lib/suggestions/model";
import type { Tone } from "../ui/badge";

export const verdictWords = {
  accept: { label: "Accepted", tone: "positive" },
  edit: { label: "Edited", tone: "accent" },
  reject: { label: "Rejected", tone: "critical" },
  hand_over: { label: "Escalated", tone: "caution" },
} as const satisfies Record<Verdict, { label: string; tone: Tone }>;

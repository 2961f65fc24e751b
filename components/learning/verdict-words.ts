/** How a verdict is called and toned on the pages that look back. */
import type { Verdict } from "#lib/suggestions/model";
import type { Tone } from "../ui/badge";

export const verdictWords = {
  accept: { label: "Sent without change", tone: "positive" },
  edit: { label: "Edited", tone: "accent" },
  reject: { label: "Rejected", tone: "critical" },
  hand_over: { label: "Handed over", tone: "caution" },
} as const satisfies Record<Verdict, { label: string; tone: Tone }>;

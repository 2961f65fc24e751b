/** How clocks and commitments are called, and how long they have. Pure. */
import type { ClockKind, ClockView, Commitment } from "#lib/sla/model";
import type { Tone } from "../ui/badge";

export const kindWords = {
  first: "First reply",
  next: "Next reply",
  resolution: "Resolution",
} as const satisfies Record<ClockKind, string>;

const stateWords = {
  open: { words: "Open", tone: "accent" },
  kept: { words: "Kept", tone: "positive" },
  broken: { words: "Broken", tone: "critical" },
  withdrawn: { words: "Withdrawn", tone: "neutral" },
} as const satisfies Record<Commitment["state"], { words: string; tone: Tone }>;

/** Where a promise stands; one whose writer was reminded of it is due soon. */
export function commitmentState({ state, remindedAt }: Commitment): { words: string; tone: Tone } {
  return state === "open" && remindedAt ? { words: "Due soon", tone: "caution" } : stateWords[state];
}

/** Where a clock stands, in a word. */
export function clockState({ stoppedAt, breachedAt, runningSince, warned, share }: ClockView): {
  words: string;
  tone: Tone;
} {
  if (breachedAt || (runningSince && share >= 1)) return { words: "Breached", tone: "critical" };
  if (stoppedAt) return { words: "Met", tone: "positive" };
  if (!runningSince) return { words: "Paused", tone: "neutral" };
  return warned >= 80 || share >= 0.8
    ? { words: "Nearly up", tone: "caution" }
    : { words: "Running", tone: "accent" };
}

/** "2 h 30 min" of 150; a clock counts hours, as a working day has a length of its own. */
export function durationWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 && `${hours} h`, (rest > 0 || hours === 0) && `${rest} min`].filter(Boolean).join(" ");
}

/** Minutes of "2h 30m", "90", "1.5 h"; null of nothing, NaN of what is no duration. */
export function durationMinutes(text: string): number | null {
  const written = text.trim().toLowerCase();
  if (written === "") return null;
  const parts = /^(?:(\d+(?:[.,]\d+)?)\s*h(?:ours?)?)?\s*(?:(\d+)\s*(?:m(?:in(?:utes?)?)?)?)?$/.exec(written);
  if (!parts) return Number.NaN;
  const [, hours = "0", minutes = "0"] = parts;
  return Math.round(Number(hours.replace(",", ".")) * 60) + Number(minutes);
}

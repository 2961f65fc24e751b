/** When a ticket that is put aside comes back: a few good moments. */

/** Moments to choose from, given the present one. */
export const snoozeMoments = [
  { words: "For 1 hour", at: (now: Date) => new Date(now.getTime() + 3_600_000) },
  { words: "For 4 hours", at: (now: Date) => new Date(now.getTime() + 4 * 3_600_000) },
  { words: "Until tomorrow at 9", at: (now: Date) => morning(now, 1) },
  { words: "For three days", at: (now: Date) => morning(now, 3) },
  { words: "For a week", at: (now: Date) => morning(now, 7) },
] as const;

function morning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9);
}

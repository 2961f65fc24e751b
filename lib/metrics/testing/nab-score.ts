/** NAB's way of scoring: early detections in a window earn, missed windows and alarms outside cost, one threshold for all. */

/** What a row, a missed window and an alarm outside a window weigh; `standard` is the profile published first. */
export type NabProfile = { tp: number; fp: number; fn: number };
export const nabProfiles = {
  standard: { tp: 1, fp: 0.11, fn: 1 },
  lowFp: { tp: 1, fp: 0.22, fn: 1 },
  lowFn: { tp: 1, fp: 0.11, fn: 2 },
} as const satisfies Record<string, NabProfile>;

/** One file's scores, a score a row, and its labelled windows as row numbers, both ends inside. */
export type ScoredFile = { scores: ArrayLike<number>; windows: readonly (readonly [number, number])[] };
export type NabScore = {
  score: number;
  threshold: number;
  found: number;
  windows: number;
  falseRows: number;
};

type Weighed = { score: number; worth: number; window: number };

/** Rows at the start of a file that are not judged. */
export function probation(rows: number): number {
  return Math.min(Math.floor(0.15 * rows), 750);
}

/** 0 for a detector that says nothing, 100 for one that flags every window at its first row and nothing else. */
export function nabScore(
  files: readonly ScoredFile[],
  profile: NabProfile = nabProfiles.standard,
  fixed: number | null = null,
): NabScore {
  const rows: Weighed[] = [];
  let windows = 0;
  for (const file of files) windows += weigh(file, profile, windows, rows);
  rows.sort((a, b) => b.score - a.score);
  const earned = new Float64Array(windows).fill(-profile.fn);
  let total = -profile.fn * windows;
  const none = total;
  let falseRows = 0;
  let found = 0;
  let best = { total, threshold: Number.POSITIVE_INFINITY, found, falseRows };
  for (let at = 0; at < rows.length; ) {
    const threshold = rows[at]?.score ?? 0;
    if (fixed !== null && threshold < fixed) break;
    for (; at < rows.length && rows[at]?.score === threshold; at++) {
      const { worth, window } = rows[at] as Weighed;
      if (window < 0) {
        total += worth;
        falseRows++;
        continue;
      }
      const before = earned[window] ?? 0;
      if (before === -profile.fn) found++;
      earned[window] = Math.max(before, worth);
      total += (earned[window] ?? 0) - before;
    }
    if (fixed !== null || total > best.total) best = { total, threshold, found, falseRows };
  }
  const perfect = windows * profile.tp;
  return {
    score: windows === 0 ? 0 : (100 * (best.total - none)) / (perfect - none),
    threshold: best.threshold,
    found: best.found,
    windows,
    falseRows: best.falseRows,
  };
}

/** Adds what every row beyond probation is worth when it is flagged; returns how many windows can be found. */
function weigh(
  { scores, windows }: ScoredFile,
  { tp, fp }: NabProfile,
  first: number,
  rows: Weighed[],
): number {
  const start = probation(scores.length);
  const judged = windows.filter(([, end]) => end >= start);
  for (let row = start; row < scores.length; row++) {
    const score = scores[row] ?? 0;
    const inside = judged.findIndex(([from, to]) => row >= from && row <= to);
    const window = judged[inside];
    if (window) {
      const position = -(window[1] - row + 1) / (window[1] - window[0] + 1);
      rows.push({ score, worth: (sigmoid(position) * tp) / sigmoid(-1), window: first + inside });
      continue;
    }
    const past = windows.findLast(([, to]) => to < row);
    const worth = past ? sigmoid((row - past[1]) / (past[1] - past[0])) * fp : -fp;
    rows.push({ score, worth, window: -1 });
  }
  return judged.length;
}

/** From nearly 1 at the left edge of a window over 0 at its right to -1 three widths beyond. */
function sigmoid(position: number): number {
  return position >= 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
}

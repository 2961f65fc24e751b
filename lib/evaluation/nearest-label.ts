/** Maps a free text to the nearest labelled action: for evaluating models that write freely. */
import { tokenF1 } from "./scorers";

/** Texts kept of one action: its newest distinct wordings. */
const textsKept = 4;
/** A text with less in common than this (token F1) is like none. */
const leastSimilarity = 0.3;

export type LabelTexts = Map<string, string[]>;

/** Keeps a reply as a wording of its action. */
export function keepText(texts: LabelTexts, label: string, text: string): void {
  const known = texts.get(label) ?? [];
  if (known.includes(text)) return;
  texts.set(label, [text, ...known].slice(0, textsKept));
}

/** The action of the kept text with the highest token F1; null when none is alike. */
export function nearestLabel(texts: LabelTexts, text: string): string | null {
  let best: string | null = null;
  let most = leastSimilarity;
  for (const [label, wordings] of texts)
    for (const wording of wordings) {
      const score = tokenF1(text, wording);
      if (score <= most) continue;
      most = score;
      best = label;
    }
  return best;
}

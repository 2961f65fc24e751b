/** Likely replies that cannot be rendered on this ticket, and which values are missing. */

import { type DialogueState, isHeard } from "./dialogue-state";
import type { EnsemblePrediction } from "./ensemble";
import type { ReplyCandidate, Unsaid } from "./model";
import { digitsKnown } from "./slot-values";
import type { Entry, TemplateStore } from "./template-store";
import { literalText, slotsIn } from "./templates";

/** Share of the similar past moments that a reply must have answered to be named. */
const LEAST_VOTES = 0.15;

/**
 * The reply that most of the similar past moments got, where this ticket lacks something it says; null where it can be
 * said: then it is among `ranked`.
 */
export function nearestUnsaid(
  { votes }: EnsemblePrediction,
  ranked: readonly ReplyCandidate[],
  values: ReadonlyMap<string, string>,
  dialogue: DialogueState,
  { entries }: TemplateStore,
): Unsaid | null {
  const [most] = [...votes].sort((left, right) => right[1] - left[1]);
  const entry = most && most[1] >= LEAST_VOTES ? entries.get(most[0]) : undefined;
  if (entry?.kind !== "reply" || ranked.some(({ templateKey }) => templateKey === entry.key)) return null;
  const lacks = lackOf(entry, values, dialogue);
  return lacks && { lacks, support: entry.tickets };
}

function lackOf(
  entry: Entry,
  values: ReadonlyMap<string, string>,
  dialogue: DialogueState,
): Unsaid["lacks"] | null {
  const pattern = entry.wordings[0]?.text ?? "";
  const text = literalText(pattern);
  const foreign = figuresIn(text).find(({ figure }) => !digitsKnown(dialogue.valuesBySlot, figure));
  if (foreign) return { kind: foreign.isDate ? "date" : "number" };
  if (entry.borrowed.some((name) => !isHeard(dialogue, name))) return { kind: "name" };
  const slot = slotsIn(pattern).find((one) => !values.has(one) && !one.startsWith("@me"));
  if (slot === undefined) return null;
  if (slot.startsWith("@")) return { kind: "name" };
  return /^[?!~#]/u.test(slot) ? { kind: "value" } : { kind: "result", path: slot };
}

const FIGURE = /[\p{N}](?:[\p{N}.,:/-]*\p{N})?/gu;
const DATE =
  /^(?:\p{N}{4}-\p{N}{2}-\p{N}{2}|\p{N}{1,2}[./]\p{N}{1,2}(?:[./]\p{N}{2,4})?|\p{N}{1,2}:\p{N}{2})$/u;

/** Names of months as the languages of mail write them, in lower case. */
const months: ReadonlySet<string> = new Set(
  ["en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "pl"].flatMap((language) =>
    (["long", "short"] as const).flatMap((month) =>
      Array.from({ length: 12 }, (_, number) =>
        new Intl.DateTimeFormat(language, { month })
          .format(new Date(Date.UTC(2026, number, 15)))
          .toLowerCase()
          .replace(/\.$/u, ""),
      ),
    ),
  ),
);

function figuresIn(text: string): { figure: string; isDate: boolean }[] {
  return [...text.matchAll(FIGURE)].map(({ 0: figure, index }) => {
    const before = /(\p{L}{1,24})\.?\s{0,24}$/u.exec(text.slice(Math.max(0, index - 24), index))?.[1] ?? "";
    const after =
      /^[.\s]*(\p{L}+)/u.exec(text.slice(index + figure.length, index + figure.length + 24))?.[1] ?? "";
    const isOfMonth =
      [before, after].some((word) => months.has(word.toLowerCase())) ||
      /^\s*[年月日]/u.test(text.slice(index + figure.length));
    return { figure, isDate: DATE.test(figure) || isOfMonth };
  });
}

/** States and priorities in the words of common desks. Pure. */
import type { Priority } from "#lib/sla/model";
import type { TicketStatus } from "#lib/tickets/model";

const statusWords: readonly (readonly [TicketStatus, RegExp])[] = [
  ["new", /^(new|neu|nuevo|nouveau|新)/],
  ["on_hold", /hold|paus|blocked/],
  ["waiting", /pending|waiting|wart|espera|attente|等待/],
  [
    "open",
    /^(open|re-?opened|in.?progress|in.bearbeitung|active|assigned|offen|abierto|en.curso|ouvert|en.cours|to.?do|处理中)/,
  ],
  ["solved", /solved|resolved|done|fixed|gel[oö]st|behoben|resuelto|risolt|r[eé]solu|已解决/],
  [
    "closed",
    /closed|complete|geschlossen|erledigt|fertig|beendet|abgeschlossen|cerrado|chius|ferm[eé]|clos$|已关闭/,
  ],
];

const priorityWords: readonly (readonly [Priority, RegExp])[] = [
  ["urgent", /urgent|critical|blocker|highest|dringend|kritisch|urgente|紧急|^p[01]\b|sev-?[01]\b/],
  ["high", /high|major|hoch|alta|haute|élevée|^p2\b|sev-?2\b|高/],
  ["low", /low|minor|trivial|niedrig|gering|baja|basse|^p[45]\b|sev-?[45]\b|低/],
  ["normal", /normal|medium|moderate|mittel|media|moyenne|^p3\b|sev-?3\b|中/],
];

/** A status in a desk's words; null for one of its own making. */
export function statusOf(text: string | null): TicketStatus | null {
  return wordOf(statusWords, text);
}

/**
 * How the priorities of a column are read. Figures count up to the worst at one desk and down to it at another; what is
 * urgent is rare, so the rarer end is the worst. Where both ends are as common they tell nothing.
 */
export function priorityScale(values: readonly string[]): (text: string | null) => Priority | null {
  const figures = values.filter((value) => /^\d$/.test(value)).map(Number);
  const [least, most] = [Math.min(...figures), Math.max(...figures)];
  const lean = figures.reduce((sum, figure) => sum + figure - (least + most) / 2, 0);
  return (text) => {
    if (text === null || !/^\d$/.test(text)) return priorityOf(text);
    if (lean === 0) return null;
    const steps = lean < 0 ? most - Number(text) : Number(text) - least;
    return (["urgent", "high", "normal"] as const)[steps] ?? "low";
  };
}

/** A priority in a desk's words; null for one of its own making. */
export function priorityOf(text: string | null): Priority | null {
  return wordOf(priorityWords, text);
}

function wordOf<Word>(words: readonly (readonly [Word, RegExp])[], text: string | null): Word | null {
  const said = (text ?? "").toLowerCase();
  return words.find(([, pattern]) => pattern.test(said))?.[0] ?? null;
}

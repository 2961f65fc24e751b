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
  ["urgent", /urgent|critical|blocker|highest|dringend|kritisch|urgente|紧急|^p[01]\b|sev-?[01]\b|^1$/],
  ["high", /high|major|hoch|alta|haute|élevée|^p2\b|sev-?2\b|^2$|高/],
  ["low", /low|minor|trivial|niedrig|gering|baja|basse|^p[45]\b|sev-?[45]\b|^[45]$|低/],
  ["normal", /normal|medium|moderate|mittel|media|moyenne|^p3\b|sev-?3\b|^3$|中/],
];

/** A status in a desk's words; null for one of its own making. */
export function statusOf(text: string | null): TicketStatus | null {
  return wordOf(statusWords, text);
}

/** A priority in a desk's words; null for one of its own making. */
export function priorityOf(text: string | null): Priority | null {
  return wordOf(priorityWords, text);
}

function wordOf<Word>(words: readonly (readonly [Word, RegExp])[], text: string | null): Word | null {
  const said = (text ?? "").toLowerCase();
  return words.find(([, pattern]) => pattern.test(said))?.[0] ?? null;
}

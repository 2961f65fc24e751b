/** Lenient parsing of what senders send: what is malformed is replaced or cut, and reported in a sentence. Pure. */
import { asText } from "#lib/platform/as-text";
import { withNumericOffset } from "#lib/platform/named-offsets";
import type { Priority } from "#lib/sla/model";
import type { TicketStatus } from "./model";

/** Collects the sentences that say what could not be kept as it was sent. */
export class LenientParse {
  readonly flaws: string[] = [];
  constructor(private readonly receivedAt: Date) {}

  note(flaw: string): void {
    if (!this.flaws.includes(flaw)) this.flaws.push(flaw);
  }

  /** A text: numbers and truth values as they are written, at most `longest` UTF-16 units; null for anything else. */
  text(field: string, value: unknown, longest: number): string | null {
    if (value === null || value === undefined) return null;
    if (typeof value === "object") {
      this.note(`${field} was no text and was left out.`);
      return null;
    }
    const text = String(value);
    if (text.length <= longest) return text;
    this.note(`${field} was cut: it had ${text.length.toLocaleString("en")} characters.`);
    return cut(text, longest);
  }

  /** Names with texts; what is no text is written as JSON. */
  texts(field: string, value: unknown): Record<string, string> {
    if (value === null || value === undefined) return {};
    if (typeof value !== "object" || Array.isArray(value)) {
      this.note(`${field} were no names with texts and were left out.`);
      return {};
    }
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, one]) => {
        if (one === null || one === undefined) return [];
        return [[name, typeof one === "object" ? JSON.stringify(one) : String(one)]];
      }),
    );
  }

  /**
   * An instant: ISO 8601, other usual ways to write one, seconds or milliseconds since 1970. Null when there is none;
   * one that cannot be, or lies in the future, is the time of arrival.
   */
  instant(field: string, value: unknown): Date | null {
    if (value === null || value === undefined || value === "") return null;
    const at = parsedInstant(value);
    if (!at || at.getTime() <= 0) {
      this.note(`${field} was no time that can be; the time of arrival stands for it.`);
      return this.receivedAt;
    }
    if (at.getTime() - this.receivedAt.getTime() <= clockTolerance) return at;
    this.note(`${field} lay in the future; the time of arrival stands for it. Check the sender's clock.`);
    return this.receivedAt;
  }
}

/** How far a sender's clock may be off, in milliseconds. */
export const clockTolerance = 5 * 60_000;

/** At most `longest` UTF-16 units, never half a character. */
export function cut(text: string, longest: number): string {
  return text.slice(0, longest).replace(/[\ud800-\udbff]$/, "");
}

/** No way of writing a time is longer, in characters. */
const longestInstant = 80;

function parsedInstant(value: unknown): Date | null {
  const text = asText(value)
    .slice(0, longestInstant + 1)
    .trim();
  if (text.length > longestInstant) return null;
  if (/^\d{1,11}(\.\d+)?$/.test(text)) return real(Number(text) * 1000);
  if (/^\d{12,14}(\.\d+)?$/.test(text)) return real(Number(text));
  // Two digits alone, or words, are no date, whatever the platform makes of them.
  if (!/\d{4}/.test(text) || !/\d\D\d/.test(text)) return null;
  const spaced = withNumericOffset(text)
    .replace(/\s{0,9}([+-]\d{2})(\d{2})$/, "$1:$2")
    .replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, "$1T");
  const zoned = spaced.replace(/\s{0,9}(?:UTC|GMT)$/i, "Z");
  const hasZone = /(?:Z|[+-]\d{2}:\d{2}|\b[A-Z]{3})$/i.test(zoned);
  return real(Date.parse(hasZone || !/:\d/.test(zoned) ? zoned : `${zoned}Z`)) ?? real(Date.parse(text));
}

function real(time: number): Date | null {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? null : at;
}

const priorityWords: Record<Priority, readonly string[]> = {
  urgent: [
    "urgent",
    "critical",
    "crit",
    "page",
    "emergency",
    "emerg",
    "fatal",
    "disaster",
    "blocker",
    "alert",
    "highest",
    "kritisch",
    "dringend",
    "critique",
    "urgente",
    "crítico",
    "crítica",
    "critico",
    "kritiek",
  ],
  high: [
    "high",
    "error",
    "err",
    "major",
    "severe",
    "hoch",
    "schwer",
    "fehler",
    "haute",
    "élevée",
    "alto",
    "alta",
    "hoog",
  ],
  normal: [
    "normal",
    "medium",
    "moderate",
    "average",
    "warning",
    "warn",
    "default",
    "mittel",
    "warnung",
    "moyenne",
    "medio",
    "media",
    "gemiddeld",
  ],
  low: [
    "low",
    "info",
    "information",
    "informational",
    "none",
    "minor",
    "trivial",
    "notice",
    "debug",
    "lowest",
    "niedrig",
    "gering",
    "faible",
    "basse",
    "bajo",
    "baja",
    "basso",
    "laag",
    "ok",
  ],
};

/** The priority a word for it or for a severity stands for: P1, sev-2, "fatal"; null for one of a team's own making. */
export function priorityOf(word: unknown): Priority | null {
  const text = asText(word).trim().toLowerCase();
  const level = /^(?:p|s|sev|severity|prio|priority|level)?[ _-]?([0-5])$/.exec(text)?.[1];
  if (level !== undefined)
    return (["urgent", "urgent", "high", "normal", "low", "low"] as const)[Number(level)] ?? null;
  const found = Object.entries(priorityWords).find(([, words]) => words.includes(text));
  return (found?.[0] as Priority | undefined) ?? null;
}

const statusWords = new Map<string, TicketStatus>(
  Object.entries({
    new: "new",
    open: "open",
    reopened: "open",
    in_progress: "open",
    waiting: "waiting",
    pending: "waiting",
    on_hold: "on_hold",
    hold: "on_hold",
    solved: "solved",
    resolved: "solved",
    done: "solved",
    closed: "closed",
  } as const),
);

/** The status other desks call so; null for none. */
export function statusOf(word: unknown): TicketStatus | null {
  const name = asText(word)
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  return statusWords.get(name) ?? null;
}

/** Finds sentences that claim something was done ("I have raised it to 64") and checks whether the ticket has a record of it. Pure. */

import { readWords } from "#lib/apprentice/tokens";
import { recalled } from "#lib/recalled";
import type { TimelineEvent } from "#lib/tickets/event";
import { splitSentences } from "#lib/tickets/message/sentences";

/** How support teams say in several languages that they did something: first person with the perfect tense, or its equivalent. */
const announcing: readonly RegExp[] = [
  /\b(?:I|[Ww]e)(?: have|'ve|’ve) (?:now |just |already |also )?(?!not\b|no\b|a\b|an\b|the\b|to\b|any\b)(?<act>\p{L}+(?:ed|en|t|de|ne|d|k|g|m|ut)?)\b/gu,
  /\b(?:[Ii]ch|[Ww]ir) (?:habe|haben)\b[^.!?\n]{0,200}?\b(?<act>(?:\p{Ll}{0,20}ge\p{Ll}{2,30}(?:t|en)|(?:be|er|ver|ent|zer)\p{Ll}{3,30}(?:t|en)|\p{Ll}{3,30}iert))\b/gu,
  /\b(?:[Hh]abe ich|[Hh]aben wir)\b[^.!?\n]{0,200}?\b(?<act>(?:\p{Ll}{0,20}ge\p{Ll}{2,30}(?:t|en)|(?:be|er|ver|ent|zer)\p{Ll}{3,30}(?:t|en)|\p{Ll}{3,30}iert))\b/gu,
  /(?:\b[Jj]['’]ai|\b[Nn]ous avons) (?:déjà |bien )?(?<act>\p{L}+(?:é|ée|i|is|it|u|ue))(?!\p{L})/gu,
  /\b(?:[Hh]e|[Hh]emos) (?:ya )?(?<act>\p{L}+(?:ado|ido|to|cho))\b/gu,
  /\b(?:[Hh]o|[Aa]bbiamo) (?:già )?(?<act>\p{L}+(?:ato|ito|uto|tto|so))\b/gu,
  /\b(?:[Ii]k heb|[Ww]e hebben|[Ww]ij hebben)\b[^.!?\n]{0,200}?\b(?<act>ge\p{Ll}{2,30}(?:d|t|en))\b/gu,
  /(?:我|我们)(?:已经?|已为您)(?<act>\p{Script=Han}{2})/gu,
];

/** What somebody can do by reading alone, changing nothing: any recorded look-up is proof of it. */
const looking =
  /^(?:look|check|seen|see|read|test|found|review|compar|receiv|got|understood|not|look|gesehen|geprüft|überprüft|nachgesehen|gefunden|erhalten|verstanden|vérifi|regard|trouv|reçu|compris|revis|mir|comprob|visto|encontr|recib|verific|control|trov|ricev|gecontroleerd|gezien|gevonden|查看|检查|确认|收到|看到)/iu;

/** Share of a text that must remain, once unproven claims are removed, for it to still be an answer. */
const enoughLeft = 0.35;

/** What a text says where nothing is claimed that no record shows, and what was taken out of it. */
export type Proven = { text: string; unproven: string | null };

/**
 * A text without what it says was done and no record of this ticket shows, and without what follows from it: the rest of
 * that paragraph. Null where too little is left to be an answer.
 */
export function withoutUnrecorded(text: string, timeline: readonly TimelineEvent[]): Proven | null {
  if (!unrecorded(text, timeline)) return { text, unproven: null };
  const taken: string[] = [];
  const paragraphs = text.split(/\n{2,}/u).flatMap((paragraph) => {
    const sentences = splitSentences(paragraph);
    const from = sentences.findIndex((sentence) => unrecorded(sentence, timeline));
    if (from >= 0) taken.push(sentences[from] ?? "");
    const kept = (from < 0 ? sentences : sentences.slice(0, from)).join("").trim();
    return kept === "" ? [] : [kept];
  });
  const left = paragraphs.join("\n\n");
  return left.length >= enoughLeft * text.length ? { text: left, unproven: taken.join(" ").trim() } : null;
}

/**
 * True where what was taken out of a draft is what was asked for: it tells a value somebody gave which the rest does not
 * tell, or does what somebody's words name.
 */
export function isAskedFor(unproven: string, left: string, said: readonly string[]): boolean {
  const asked = new Set(said.flatMap(readWords));
  const told = new Set(readWords(left));
  const isGiven = (word: string) => /\p{N}/u.test(word) && asked.has(word) && !told.has(word);
  if (readWords(unproven).some(isGiven)) return true;
  return claimsIn(unproven).some(
    ({ act }) => act !== "" && [...asked].some((word) => isSameAct(word, act.toLowerCase())),
  );
}

/** The words that say something was done which this ticket does not show; null where there are none. */
export function unrecorded(text: string, timeline: readonly TimelineEvent[]): string | null {
  return claimsIn(text).find(({ act }) => !isRecorded(act, timeline))?.words ?? null;
}

/** What a text says was done, and the act in it. A draft is read sentence by sentence and as a whole, wherever it is checked. */
const claimsIn = recalled(1_000, (text: string): readonly { words: string; act: string }[] =>
  announcing
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(({ 0: words, groups }) => ({ words, act: groups?.act ?? "" })),
);

/** Any call is a record of a look-up; anything else is proven by a call, a note or an earlier reply that names it. */
function isRecorded(act: string, timeline: readonly TimelineEvent[]): boolean {
  if (looking.test(act)) return true;
  return timeline
    .flatMap(actionsIn)
    .some((text) => readWords(text.replace(/_/g, " ")).some((word) => isSameAct(word, act.toLowerCase())));
}

function actionsIn(event: TimelineEvent): string[] {
  switch (event.kind) {
    case "tool_call":
      return [`${event.data.tool} ${JSON.stringify(event.data.arguments)}`];
    case "tool_result":
      return [event.data.tool];
    case "note":
    case "analyst_reply":
      return [event.body];
    default:
      return [];
  }
}

const shortest = 4;

function isSameAct(given: string, named: string): boolean {
  const [word, act] = [unaccented(given), unaccented(named)];
  const bare = act.replace(/^ge/u, "").replace(/(?:ed|en|t|d)$/u, "");
  const least = Math.min(word.length, bare.length);
  return least >= shortest && word.slice(0, least) === bare.slice(0, least);
}

/** "augmenté" and "augmenter" are one act. */
function unaccented(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "");
}

/** Candidates from what was said: by customers and alerts, each with the words around it, and by our own replies. */

import { recalled } from "#lib/recalled";
import type { DialogueState } from "../dialogue-state";
import { JOINING } from "../tokens";
import { beforeName, callingWord, namedInLinks, wordOfPart } from "./called";
import type { ArgumentCandidate, CandidateOf, Place } from "./candidate";
import { IDENTIFIER } from "./identifiers";
import type { ArgumentMemory } from "./memory";
import { asWholeNumber, type Mention, mentionsIn, placesOf } from "./mentions";
import { placedWords } from "./placed-words";
import { sentenceMentions } from "./sentences";

const MESSAGES_READ = 12;
const SENTENCES_OF = 3;
const REPLIES_READ = 3;
const WORDS_BEFORE = 4;
const WORDS_AFTER = 3;

type Said = { candidate: ArgumentCandidate; place: Place; isNew: boolean };

/** Values in the newest messages, with where and when they were said. */
export function putMessages(
  memory: ArgumentMemory,
  tool: string,
  key: string,
  dialogue: DialogueState,
  candidateOf: CandidateOf,
): void {
  const messages = saidIn(dialogue);
  const first = Math.max(0, messages.length - MESSAGES_READ);
  const lastCallAt = dialogue.callsInOrder.findLastIndex((call) => call.tool === tool);
  const named = namedBy(key);
  const typed: Said[] = [];
  messages.slice(first).forEach((message, index, recent) => {
    const age = Math.min(3, recent.length - 1 - index);
    const isNew = message.calls > lastCallAt;
    const mentions = [...mentionsIn(memory, message.text), ...named(message.text)];
    if (age < SENTENCES_OF) mentions.push(...sentenceMentions(memory, message.text));
    for (const mention of mentions) {
      const candidate = candidateOf(mention.value);
      for (const fact of mention.facts) candidate.facts.add(`${fact} @${age}`);
      candidate.facts.add(isNew ? "said since" : "said before");
      candidate.nearby.add(`asked ${message.after}`);
      putNeighbours(candidate, mention, message.text);
      const place = { message: first + index, at: mention.at, end: mention.end };
      candidate.places.push(place);
      if (mention.isTyped) typed.push({ candidate, place, isNew });
    }
  });
  putOrder(typed);
}

/** What was said; the subject goes before it where it names what nobody wrote, as in "please help, see subject". */
function saidIn({ subject, messages }: DialogueState): DialogueState["messages"] {
  const written = messages.map(({ text }) => text.toLowerCase());
  const isOnlyThere = (subject.match(IDENTIFIER) ?? []).some(
    (name) => !written.some((text) => text.includes(name.toLowerCase())),
  );
  return isOnlyThere ? [{ text: subject, after: "", calls: 0 }, ...messages] : messages;
}

/** Values our own replies named; a reply that offers something often precedes a call that takes it. */
export function putOffers(
  memory: ArgumentMemory,
  tool: string,
  dialogue: DialogueState,
  candidateOf: CandidateOf,
): void {
  const lastCallAt = dialogue.callsInOrder.findLastIndex((call) => call.tool === tool);
  const newest = dialogue.replies.at(-1);
  for (const reply of dialogue.replies.slice(-REPLIES_READ)) {
    for (const mention of mentionsIn(memory, reply.text)) {
      if (!mention.isTyped) continue;
      const { facts } = candidateOf(mention.value);
      facts.add(reply.calls > lastCallAt ? "offered since" : "offered before");
      if (reply === newest) facts.add("offered last");
    }
  }
}

function putNeighbours({ nearby }: ArgumentCandidate, { at, end }: Mention, text: string): void {
  const { words } = placedWords(text);
  const before = words[at - 1] ?? "^";
  nearby.add(`before ${before}`);
  nearby.add(`before2 ${words[at - 2] ?? "^"} ${before}`);
  nearby.add(`after ${words[end + 1] ?? "$"}`);
  for (const word of words.slice(Math.max(0, at - WORDS_BEFORE), at)) nearby.add(`left ${word}`);
  for (const word of words.slice(end + 1, end + 1 + WORDS_AFTER)) nearby.add(`right ${word}`);
}

/** Which value of this argument's kind was said last, and which is the first, second … of those said lately. */
function putOrder(typed: Said[]): void {
  typed.sort((left, right) => left.place.message - right.place.message || left.place.at - right.place.at);
  const last = typed.at(-1);
  if (!last) return;
  last.candidate.facts.add("said last");
  number(
    "new",
    typed.filter(({ isNew }) => isNew),
  );
  number(
    "in last",
    typed.filter(({ place }) => place.message === last.place.message),
  );
}

function number(name: string, said: readonly Said[]): void {
  const candidates = [...new Set(said.map(({ candidate }) => candidate))];
  candidates.forEach(({ facts }, index) => {
    facts.add(`${name} ${Math.min(index, 3)} of ${Math.min(candidates.length, 4)}`);
  });
}

/** Most messages hold no argument's name, and to find that out by the pattern takes as long as all the rest. */
function namedMentions({ word, named }: Name, text: string): Mention[] {
  if (word === undefined || !text.toLowerCase().includes(word)) return [];
  const behind = [...text.matchAll(named)].map(({ 0: whole, 1: name = "", index }) => {
    return { name, index: index + whole.length - name.length };
  });
  const linked = namedInLinks(text).filter((one) => wordOfPart(one.word, [word]) !== undefined);
  return [...behind, ...linked].map(({ name, index }) => {
    const [at, end] = placesOf(placedWords(text), index, name.length);
    return { value: asWholeNumber(name) ?? name, facts: ["named by its argument"], at, end, isTyped: false };
  });
}

type Name = { word: string | undefined; named: RegExp };

/** Texts kept for each argument: the messages of the tickets at hand, read for every call that could be made. */
const TEXTS_KEPT = 60;

/** What follows the argument's own name in a text: "namespace images", "region: ash-2". */
const namedBy = recalled(1_000, (key: string) => {
  const word = callingWord(key);
  const named = new RegExp(
    `(?<!${JOINING})${word}(?!${JOINING})${beforeName}(${JOINING}[${JOINING}.@:\\/\\-]*${JOINING})`,
    "giv",
  );
  return recalled(TEXTS_KEPT, (text: string): readonly Mention[] => namedMentions({ word, named }, text));
});

/** Fills templates with this ticket's values and ranks the replies that may be shown, best first. */

import { type DialogueState, isHeard } from "./dialogue-state";
import type { Choice, EnsemblePrediction } from "./ensemble";
import type { Due } from "./lacking";
import type { Bar, Proposal, ReplyCandidate, WithheldReply } from "./model";
import { digitsKnown } from "./slot-values";
import type { Told } from "./telling";
import { type Entry, endingShare, SOURCES_CITED, sourcesOf } from "./template-store";
import { overlap } from "./tokens";

const REPLIES_OFFERED = 5;
/** Word overlap from which two replies count as the same answer. */
const PARAPHRASE = 0.9;
const NEAREST_CITED = 3;
const CHOICES_TRIED = 18;
/** A number or name outside the slots counts as a constant once this many tickets had it, word for word alike. */
const TICKETS_FOR_A_CONSTANT = 3;

/** A reply as it ranks, and what speaks against showing it. */
export type DraftedReply = ReplyCandidate & { bar: Bar | null };

/** Why a text of an entry is not to be shown where the dialogue stands; null when nothing speaks against it. */
export type BarOn = (entry: Entry, text: string) => Bar | null;

/** What replies are made from: what is likely, values for their slots, and how unlike its cases this one is to a step. */
type Grounds = {
  prediction: EnsemblePrediction;
  due: Due;
  values: ReadonlyMap<string, string>;
  unlike: (key: string) => number;
};

/** Replies of distinct wording; probabilities are those of being next given that a reply is next. */
export function draftReplies(grounds: Grounds, dialogue: DialogueState, bar: BarOn): DraftedReply[] {
  const { prediction } = grounds;
  const replies: DraftedReply[] = [];
  const choices = withDue(grounds);
  const share =
    prediction.other +
    choices.reduce((sum, one) => sum + (one.entry.kind === "reply" ? one.probability : 0), 0);
  for (const choice of choices.slice(0, CHOICES_TRIED)) {
    // Barred replies do not count towards the limit.
    if (replies.filter(({ bar }) => !bar).length === REPLIES_OFFERED) break;
    push(replies, choice, share, grounds, dialogue, bar);
  }
  citeNearest(replies, prediction);
  return safestFirst(replies);
}

/** The choices with what is due to them, the most probable first. */
function withDue({ prediction, due }: Grounds): Choice[] {
  if (due.size === 0) return prediction.choices;
  return prediction.choices
    .map((choice) => ({ ...choice, probability: choice.probability + (due.get(choice.entry.key) ?? 0) }))
    .sort((left, right) => right.probability - left.probability);
}

/**
 * Share of its words that a reply may expect to have in common with the one the analyst will give: paraphrases of one
 * thought support each other. 0 when nothing is offered.
 */
export function expectedOverlap(replies: readonly ReplyCandidate[], of: ReplyCandidate | undefined): number {
  if (!of) return 0;
  return replies.reduce((sum, other) => sum + other.probability * overlap(of.text, other.text), 0);
}

/**
 * Puts the reply with the largest expected overlap first (minimum Bayes risk); the others follow by probability, those
 * that say what one before them says already after all the others: three offered are three different answers.
 */
function safestFirst(replies: DraftedReply[]): DraftedReply[] {
  const safest = replies.reduce<{ reply: DraftedReply; value: number } | null>((best, reply) => {
    const value = expectedOverlap(replies, reply);
    return best && best.value >= value ? best : { reply, value };
  }, null);
  if (!safest) return replies;
  const different = [safest.reply];
  const alike: DraftedReply[] = [];
  for (const reply of replies) {
    if (reply === safest.reply) continue;
    const isAlike = different.some((other) => overlap(other.text, reply.text) >= PARAPHRASE);
    (isAlike ? alike : different).push(reply);
  }
  return [...different, ...alike];
}

/**
 * Parts what may be shown from what may not, because of its own bar or of `forAll`. Where the first is not shown, the next
 * is believed no more than it was likely; what the result contradicts is no longer among the likely ones.
 */
export function withhold(
  ranked: readonly DraftedReply[],
  believed: number,
  forAll: Bar | null,
): Pick<Proposal, "replies" | "withheld" | "confidence"> {
  const replies: ReplyCandidate[] = [];
  const withheld: WithheldReply[] = [];
  for (const [rank, { bar: own, ...reply }] of ranked.entries()) {
    const bar = forAll ?? own;
    if (!bar) replies.push(reply);
    else withheld.push({ ...reply, bar, rank, confidence: rank === 0 ? believed : reply.probability });
  }
  const isFirst = withheld[0]?.rank !== 0;
  const ruledOut = withheld.reduce(
    (sum, one) => sum + (one.bar.kind === "contradicts" ? one.probability : 0),
    0,
  );
  const next = (replies[0]?.probability ?? 0) / Math.max(Number.EPSILON, 1 - ruledOut);
  return { replies, withheld, confidence: isFirst ? believed : Math.min(believed, next) };
}

/** Cites the past moments most like this one before the newest. */
function citeNearest(replies: readonly ReplyCandidate[], prediction: EnsemblePrediction): void {
  for (const reply of replies) {
    const near = prediction.near
      .filter(({ moment }) => moment.key === reply.templateKey)
      .slice(0, NEAREST_CITED);
    const ids = [...near.map(({ moment }) => moment.eventId), ...reply.sourceEventIds];
    reply.sourceEventIds = [...new Set(ids)].slice(0, SOURCES_CITED);
  }
}

function push(
  replies: DraftedReply[],
  { entry, told, probability }: Choice,
  share: number,
  { values, unlike }: Grounds,
  dialogue: DialogueState,
  bar: BarOn,
): void {
  if (!told) return;
  const { text } = told;
  if (text.trim() === "" || replies.some((other) => other.text === text)) return;
  if (entry.tickets < TICKETS_FOR_A_CONSTANT && !isOfThisTicket(entry, text, dialogue)) return;
  const slots = Object.fromEntries(entry.slots.map((slot) => [slot, values.get(slot) ?? ""]));
  const sourceEventIds = sourcesOf(entry, dialogue.lastTool);
  const ending = endingShare(entry);
  replies.push({
    kind: "reply",
    text,
    templateKey: entry.key,
    sourceEventIds,
    slots,
    probability: probability / share,
    ending,
    support: entry.tickets,
    unlike: unlike(entry.key),
    bar: bar(entry, text) ?? contradictionIn(told),
  });
}

function contradictionIn({ against }: Told): Bar | null {
  if (!against) return null;
  const { tool, path, value } = against.state;
  return { kind: "contradicts", sentence: against.sentence, tool, path, value };
}

/** What stands in no slot could be the values of the tickets it was said on: figures and names. */
export function isOfThisTicket({ borrowed }: Entry, text: string, dialogue: DialogueState): boolean {
  return (
    digitsKnown(dialogue.valuesBySlot, text) &&
    borrowed.every((name) => !text.includes(name) || isHeard(dialogue, name))
  );
}

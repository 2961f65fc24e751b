/** Puts a choice into this ticket's words: the replies that can honestly be offered, best first. */
import type { ReplyCandidate } from "./model";
import type { Opinion } from "./opinion";
import type { Reading } from "./reading";
import { type Entry, type Repertoire, sourcesOf } from "./repertoire";
import { digitsKnown, slotValues } from "./sheet";
import { fill, fillSentences } from "./templates";

const REPLIES_OFFERED = 5;
const CHOICES_TRIED = 14;
/** A figure that stands in no slot is believed to be a constant when this many tickets had it. */
const TICKETS_FOR_A_CONSTANT = 5;
/** Share of a reply seen only once that must be left when its unfillable sentences are gone. */
const LEAST_LEFT = 0.6;

/** Replies of distinct wording; probabilities are those of being next given that a reply is next. */
export function draftReplies(repertoire: Repertoire, opinion: Opinion, reading: Reading): ReplyCandidate[] {
  const values = slotValues(reading.sheet);
  const replies: ReplyCandidate[] = [];
  const share =
    opinion.typed +
    opinion.choices.reduce((sum, one) => sum + (one.entry.kind === "reply" ? one.probability : 0), 0);
  for (const { entry, probability } of opinion.choices.slice(0, CHOICES_TRIED)) {
    if (replies.length === REPLIES_OFFERED) return replies;
    if (entry.kind === "reply")
      push(replies, entry, probability / share, fillWording(entry, values), values, reading);
  }
  // What was said only once before is offered behind everything known, or alone on a young desk.
  for (const { moment, similarity } of opinion.near) {
    const entry = repertoire.entries.get(moment.key);
    if (replies.length >= 3 || !entry || entry.kind !== "reply" || entry.classId !== null) continue;
    const text = fillSentences(
      entry.wordings[0]?.text ?? "",
      values,
      (part) => digitsKnown(reading.sheet, part),
      LEAST_LEFT,
    );
    push(replies, entry, (similarity * opinion.typed) / share / 2, text, values, reading);
  }
  return replies;
}

/** The most used wording whose slots can all be filled. */
function fillWording(entry: Entry, values: ReadonlyMap<string, string>): string | null {
  for (const wording of entry.wordings) {
    const text = fill(wording.text, values);
    if (text !== null) return text;
  }
  return null;
}

function push(
  replies: ReplyCandidate[],
  entry: Entry,
  probability: number,
  text: string | null,
  values: ReadonlyMap<string, string>,
  reading: Reading,
): void {
  if (text === null || text.trim() === "" || replies.some((other) => other.text === text)) return;
  if (entry.tickets < TICKETS_FOR_A_CONSTANT && !digitsKnown(reading.sheet, text)) return;
  const slots = Object.fromEntries(entry.slots.map((slot) => [slot, values.get(slot) ?? ""]));
  const sourceEventIds = sourcesOf(entry, reading.lastTool);
  replies.push({ kind: "reply", text, templateKey: entry.key, sourceEventIds, slots, probability });
}

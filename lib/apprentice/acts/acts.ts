/** Dialogue acts of replies (closing, asking), learnt from how conversations went, and whether one fits the dialogue state. */
import { type ArgumentModel, ownersIn } from "../call/arguments";
import type { DialogueState, DialogueStep } from "../dialogue-state";
import type { ClosedCase } from "../model";
import type { Reader, Writer } from "../snapshot";
import type { Entry } from "../template-store";
import { type Asking, identifiersOf, isAskedBack, isAskedInVain, learnAsking } from "./asking";
import {
  type Closability,
  type Closing,
  closability,
  learnClosing,
  newClosing,
  readClosing,
  saysGoodbye,
  writeClosing,
} from "./closing";

export type Acts = { closing: Closing; asking: Asking };

/** What may be said at a moment. */
export type Fitness = {
  /** Whether a reply asks for nothing that the ticket holds, nor again of who asks back. */
  asks: (entry: Entry) => boolean;
  /** Whether a sentence says no goodbye while something is open. */
  keeps: (text: string) => boolean;
};

export function newActs(): Acts {
  return { closing: newClosing(), asking: new Map() };
}

/** Learns from a closed ticket and the steps that were taken on it. */
export function learnActs(acts: Acts, of: ClosedCase, steps: readonly DialogueStep[]): void {
  const replies = steps.filter(({ kind }) => kind === "reply");
  learnClosing(
    acts.closing,
    of.events,
    new Map(replies.map(({ event, pattern }) => [event.id, pattern.text])),
  );
  learnAsking(acts.asking, of, new Map(replies.map(({ event, key }) => [event.id, key])));
}

/** What fits as a ticket stands. */
export function fitnessOf(acts: Acts, model: ArgumentModel, dialogue: DialogueState): Fitness {
  const known = { tools: model.tools, owners: ownersIn(model) };
  const told = identifiersOf(dialogue);
  const isOpen = closability(acts.closing, dialogue) === "open";
  return {
    keeps: (text) => !isOpen || !saysGoodbye(acts.closing, text),
    asks: ({ kind, key }) =>
      kind === "call" ||
      !(
        isAskedInVain(acts.asking, known, key, dialogue, told) ||
        isAskedBack(acts.asking, known, key, dialogue)
      ),
  };
}

/** How far a goodbye fits as a ticket stands, and which texts say one where nobody can be sure that nothing is open. */
export type Goodbyes = { fit: Closability; isRash: (text: string) => boolean };

/** What is known of goodbyes as a ticket stands. */
export function goodbyesOf({ closing }: Acts, dialogue: DialogueState): Goodbyes {
  const fit = closability(closing, dialogue);
  return { fit, isRash: (text) => fit !== "proven" && saysGoodbye(closing, text) };
}

export function writeActs(writer: Writer, { closing, asking }: Acts): void {
  writeClosing(writer, closing);
  writer.json([...asking]);
}

export function readActs(reader: Reader): Acts {
  const closing = readClosing(reader);
  return {
    closing,
    asking: new Map(reader.json() as [string, { answered: number; brought: Record<string, number> }][]),
  };
}

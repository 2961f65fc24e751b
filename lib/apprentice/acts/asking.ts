/**
 * Questions: what kind of value each asking reply brings, so that nobody is asked for what the ticket already has.
 * Learnt from closed tickets.
 */
import { type ArgumentModel, takenBy } from "../call/arguments";
import { fits, type Owners } from "../call/fits";
import { IDENTIFIER, partsOf } from "../call/identifiers";
import { kindOf } from "../call/kinds";
import { leavesOf } from "../call/leaves";
import type { ArgumentMemory } from "../call/memory";
import { normalForm } from "../call/placed-words";
import type { DialogueState } from "../dialogue-state";
import type { CaseEvent } from "../model";

/** By the key of a reply: how often a customer answered it, and which values of the calls that followed the answer had brought. */
export type Asking = Map<string, Asked>;

type Asked = { answered: number; brought: Record<string, number> };

const REPLIES_KEPT = 8_000;
/** Share of the answers that bring a value, from which on the reply asks for it. */
const USUAL = 0.4;
/** Share of an argument's values that must look like one found here. */
const LEAST_ALIKE = 0.1;
/** Share of an argument's values that are identifiers, from which on one is told by its look; of a single one less is enough. */
const MOSTLY_IDENTIFIERS = 0.5;
const OFTEN_IDENTIFIERS = 0.25;
/** Share of them that are of one kind, from which on one of another kind is an exception. */
const OF_ONE_KIND = 0.5;

/** Learns from a closed ticket; `keys` gives the key of each reply by the id of its event. */
export function learnAsking(
  asking: Asking,
  { events }: { events: readonly CaseEvent[] },
  keys: ReadonlyMap<number, string>,
): void {
  for (const [index, { id }] of events.entries()) {
    const key = keys.get(id);
    if (key === undefined) continue;
    const end = events.findIndex(({ kind }, place) => place > index && kind === "analyst_reply");
    const until = events.slice(index + 1, end < 0 ? undefined : end);
    const answers = until.filter(({ kind }) => kind === "customer_message");
    if (answers.length === 0) continue;
    // The subject does not count: what was asked for although it stood there was asked for all the same.
    const before = events
      .slice(0, index + 1)
      .map(({ body }) => body)
      .join("\n")
      .toLowerCase();
    const answer = answers
      .map(({ body }) => body)
      .join("\n")
      .toLowerCase();
    const brought = until
      .filter(({ kind, isOwn }) => kind === "tool_call" && !isOwn)
      .flatMap((call) =>
        Object.entries(leavesOf(call.arguments ?? {}))
          .filter(([, value]) => {
            const text = String(value).toLowerCase();
            return text.length > 1 && answer.includes(text) && !before.includes(text);
          })
          .map(([path]) => pathOf(call.tool ?? "", path)),
      );
    note(asking, key, new Set(brought));
  }
}

/**
 * True for a reply that asks for identifiers this ticket holds: for each of them it was told one that looks like those the
 * tool was called with, and that was not looked up yet. `told` are its identifiers.
 */
export function isAskedInVain(
  asking: Asking,
  { tools, owners }: Pick<ArgumentModel, "tools"> & { owners: Owners },
  key: string,
  dialogue: DialogueState,
  told: readonly string[],
): boolean {
  if (told.length === 0) return false;
  const brought = usuallyBrought(asking, tools, key);
  const named = brought.filter(isOfIdentifiers);
  const wanted =
    named.length > 0
      ? named
      : brought.filter(({ memory }) => shareOfIdentifiers(memory) >= OFTEN_IDENTIFIERS);
  const free = new Set(told);
  const isHeld = wanted.every(({ tool, argument, memory }) => {
    const used = dialogue.callsInOrder.filter((call) => call.tool === tool);
    const found = [...free].find(
      (value) =>
        looksLike(memory, argument, value, owners) &&
        !used.some((call) => normalForm(call.arguments[argument]) === normalForm(value)),
    );
    if (found !== undefined) free.delete(found);
    return found !== undefined;
  });
  return wanted.length > 0 && isHeld;
}

/**
 * True for a reply that asks in other words for the identifier we asked for last, of somebody who asks back and brings none: he
 * wants to know something about our question, and does not hear it again. What is no identifier may well be told by a question.
 */
export function isAskedBack(
  asking: Asking,
  { tools }: Pick<ArgumentModel, "tools">,
  key: string,
  { lastReply, unanswered, turnText }: DialogueState,
): boolean {
  if (unanswered.length === 0 || !/[?？؟]/u.test(turnText) || /\p{N}/u.test(turnText)) return false;
  const asked = usuallyBrought(asking, tools, lastReply).filter(isOfIdentifiers);
  return usuallyBrought(asking, tools, key).some(({ path }) => asked.some((one) => one.path === path));
}

type Brought = { path: string; tool: string; argument: string; memory: ArgumentMemory };

/** The arguments whose values the answers to a reply usually brought. */
function usuallyBrought(asking: Asking, tools: ArgumentModel["tools"], key: string): Brought[] {
  const { answered = 0, brought = {} } = asking.get(key) ?? {};
  return Object.entries(brought).flatMap(([path, count]) => {
    const [tool = "", argument = ""] = JSON.parse(path) as string[];
    const memory = tools.get(tool)?.get(argument);
    return memory && count >= USUAL * answered ? [{ path, tool, argument, memory }] : [];
  });
}

function isOfIdentifiers({ memory }: Brought): boolean {
  return shareOfIdentifiers(memory) >= MOSTLY_IDENTIFIERS;
}

/** Share of the answers to a reply that brought a value this tool was then called with. */
export function asksFor(asking: Asking, key: string, tool: string): number {
  const asked = asking.get(key);
  if (!asked) return 0;
  const times = Object.entries(asked.brought).map(([path, count]) =>
    (JSON.parse(path) as string[])[0] === tool ? count : 0,
  );
  return Math.max(0, ...times) / asked.answered;
}

function note(asking: Asking, key: string, brought: ReadonlySet<string>): void {
  const known = asking.get(key) ?? { answered: 0, brought: {} };
  known.answered++;
  for (const path of brought) known.brought[path] = (known.brought[path] ?? 0) + 1;
  // Re-inserting keeps the map ordered by last use.
  asking.delete(key);
  asking.set(key, known);
  const [oldest] = asking.keys();
  if (asking.size > REPLIES_KEPT && oldest !== undefined) asking.delete(oldest);
}

function pathOf(tool: string, argument: string): string {
  return JSON.stringify([tool, argument]);
}

function shareOfIdentifiers({ shapes, count }: ArgumentMemory): number {
  return sum(shapes.values()) / Math.max(1, count);
}

function looksLike(memory: ArgumentMemory, argument: string, value: string, owners: Owners): boolean {
  const { values, kinds, count } = memory;
  if (values.has(normalForm(value))) return true;
  if (!fits(value, takenBy(argument, memory), owners)) return false;
  // For an argument of one kind a rare pattern is an exception; for one of many kinds every pattern is rare.
  const isOfOneKind = Math.max(...kinds.values()) >= OF_ONE_KIND * count;
  return !isOfOneKind || (kinds.get(kindOf(value)) ?? 0) >= LEAST_ALIKE * count;
}

/** What the ticket was told that a machine named, the newest first. */
export function identifiersOf({ messages, subject }: DialogueState): string[] {
  const told = [subject, ...messages.map(({ text }) => text)].reverse();
  const found = told.flatMap((text) => text.match(IDENTIFIER) ?? []);
  return [...new Set(found.flatMap((one) => [one, ...partsOf(one)]))];
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}

/** What was said in a ticket, put together from its rows: each message once, in the order of time. Pure. */
import { maxTextLength } from "#lib/tickets/inbound-event";
import { isHtml, plainText } from "#lib/tickets/message/plain-text";
import { roleOf } from "#lib/tickets/role-words";
import { cellOf, newest } from "./cells";
import type { Mapping } from "./model";
import type { Said } from "./roles";
import type { Row } from "./table-shape";
import { readTime } from "./times";

/** A message of a ticket; an answer that stands beside its question is the desk's, whatever else is told. */
export type Message = Said & { at: Date; text: string; isAnswer: boolean };

export type TicketRow = Row & { ticket: string; at: Date | null };

/** The messages of a ticket's `rows`. `undated` is the time of what no column dates. */
export function messagesOf(rows: readonly TicketRow[], mapping: Mapping, undated: Date): Message[] {
  const { columns } = mapping;
  const opened = readTime(newest(rows, columns.openedAt) ?? "", mapping);
  const dated = rows.flatMap(({ at }) => at?.getTime() ?? []);
  const start = opened?.getTime() ?? (dated.length > 0 ? Math.min(...dated) : undated.getTime());
  const told = once(
    oldestFirst(rows).flatMap((row, index): Message[] => {
      const text = textOf(cellOf(row, columns.text));
      // What is not dated stands behind what is before it in the file.
      return text === "" ? [] : [{ ...spoken(row, mapping), at: row.at ?? later(start, index + 1), text }];
    }),
  );
  const opening = textOf(newest(rows, columns.opening, maxTextLength) ?? "");
  const isTold = opening === "" || told.some(({ text }) => alike(text, opening));
  const begun = isTold ? told : [openingOf(opening, new Date(start)), ...told];
  return [...begun, ...answersOf(rows, mapping, begun, start)].sort(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
}

/** Rows of one time follow each other as in the file, from its end where it tells the newest first. */
function oldestFirst(rows: readonly TicketRow[]): readonly TicketRow[] {
  const dated = rows.flatMap(({ at }) => at?.getTime() ?? []);
  return (dated[0] ?? 0) > (dated.at(-1) ?? 0) ? rows.toReversed() : rows;
}

function spoken(row: Row, { columns }: Mapping): Omit<Message, "at" | "text"> {
  return {
    word: cellOf(row, columns.role),
    privacy: cellOf(row, columns.private),
    author: cellOf(row, columns.author).slice(0, 200),
    // Beside an answer stands a question.
    isOpening:
      cellOf(row, columns.answer) !== "" && columns.role === undefined && columns.opening === undefined,
    isAnswer: false,
  };
}

function openingOf(text: string, at: Date): Message {
  return { at, text, word: "", privacy: "", author: "", isOpening: true, isAnswer: false };
}

/** The answers that stand beside questions; one that stands for the whole ticket was given when it was closed. */
function answersOf(
  rows: readonly TicketRow[],
  mapping: Mapping,
  told: readonly Message[],
  start: number,
): Message[] {
  const { columns } = mapping;
  const last = told.at(-1)?.at.getTime() ?? start;
  const closed = readTime(newest(rows, columns.closedAt) ?? "", mapping)?.getTime() ?? 0;
  const answers = rows.flatMap((row) => {
    const text = textOf(cellOf(row, columns.answer));
    return text === "" ? [] : [{ text, at: row.at }];
  });
  const isOne = answers.every(({ text }) => text === answers[0]?.text);
  return (isOne ? answers.slice(0, 1) : answers)
    .filter(({ text }) => !told.some((message) => alike(message.text, text)))
    .map(({ text, at }) => ({
      ...openingOf(
        text,
        isOne && closed > last ? new Date(closed) : later(isOne ? last : (at?.getTime() ?? last), 1),
      ),
      isOpening: false,
      isAnswer: true,
    }));
}

/** A message that two columns tell stands once, as a note where one of them says so. */
function once(messages: readonly Message[]): Message[] {
  const seen = new Map<string, Message>();
  for (const message of messages) {
    const key = `${message.at.getTime()} ${message.author} ${letters(message.text)}`;
    const before = seen.get(key);
    if (before && roleOf(message.word) !== "note") continue;
    seen.set(key, before ? { ...before, word: message.word } : message);
  }
  return [...seen.values()];
}

/** One text in two forms, as with tags and without. */
function alike(one: string, other: string): boolean {
  return letters(one).slice(0, 300) === letters(other).slice(0, 300);
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, "") || text;
}

function textOf(cell: string): string {
  const text = isHtml(cell) ? plainText(cell) : cell;
  return text.slice(0, maxTextLength);
}

function later(time: number, seconds: number): Date {
  return new Date(time + seconds * 1000);
}

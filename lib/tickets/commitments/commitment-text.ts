/** Extracts commitments from a reply ("I'll get back to you by tomorrow noon") and when they fall due. Pure, linear in the text. */
import type { ParsedResult } from "chrono-node";
import type { WorkHours } from "#lib/sla/model";
import { endOfDay, instantThere, isOpenOn, weekdayOf } from "#lib/sla/working-hours";
import { said } from "../message/parts";
import { splitSentences } from "../message/sentences";
import {
  counts,
  dayParts,
  ofWork,
  type PromiseWords,
  promiseWords,
  relativeDays,
  span,
  units,
  weekEnds,
} from "./words";

/** A sentence that promises something, and by when. */
export type FoundCommitment = { text: string; at: Date };

/** Sentences of a reply that can be promises; nobody makes more of them. */
const mostSentences = 400;

/**
 * The promises in a reply given at `at`, each once, in order; `hours` are those of whoever wrote it, in their zone.
 * Quotations, signatures, questions and conditions promise nothing.
 */
export function commitmentsIn(hours: WorkHours, body: string, at: Date): FoundCommitment[] {
  const found = splitSentences(said(body).slice(0, 20_000))
    .slice(0, mostSentences)
    .flatMap((sentence) => commitmentIn(hours, sentence.trim(), at));
  return found.filter(({ at: due }, place) => found.findIndex((one) => +one.at === +due) === place);
}

function commitmentIn(hours: WorkHours, sentence: string, at: Date): FoundCommitment[] {
  if (/[?？][\s"'”’)]*$/u.test(sentence)) return [];
  for (const words of Object.values(promiseWords) as PromiseWords[]) {
    if (!words.commits.test(sentence) || words.retracts.test(sentence)) continue;
    const due = spanIn(hours, sentence, at) ?? dayIn(hours, sentence, words, at);
    if (due && due > at) return [{ text: sentence.slice(0, 500), at: due }];
  }
  return [];
}

/** The end of "within 2 hours"; null when the sentence names none. */
function spanIn(hours: WorkHours, sentence: string, at: Date): Date | null {
  const { count, unit, more, zhCount, zhUnit } = span.exec(sentence)?.groups ?? {};
  const length = units.find(([pattern]) => pattern.test(unit ?? zhUnit ?? ""))?.[1];
  const written = count ?? zhCount ?? "";
  const number = /^\d/.test(written)
    ? Number(written)
    : counts.find(([pattern]) => pattern.test(written))?.[1];
  if (length === undefined || number === undefined) return null;
  const isWork = length === "workingDays" || (more !== undefined && ofWork.test(more));
  if (isWork) return afterWorkingDays(hours, at, Math.ceil(number));
  return new Date(at.getTime() + number * length);
}

function afterWorkingDays(hours: WorkHours, at: Date, number: number): Date {
  let days = 0;
  for (let left = number; left > 0; ) if (isOpenOn(hours, at, ++days)) left--;
  return endOfDay(hours, at, days);
}

/** The end of the day a sentence names, or the hour it names on it; null when it names none. */
function dayIn(hours: WorkHours, sentence: string, words: PromiseWords, at: Date): Date | null {
  const week = weekEnds.find(([pattern]) => pattern.test(sentence));
  if (week) return endOfWeek(hours, at, week[1]);
  const read = words.dates
    .parse(sentence, { instant: at, timezone: 0 }, { forwardDate: true })
    .filter((found) => isDeadline(found, sentence, words));
  const days = dayOf(hours, sentence, read, at);
  const hourRead = read.find(({ start }) => start.isCertain("hour"))?.start;
  const part = dayParts.find(([pattern]) => pattern.test(sentence))?.[1];
  if (days === null && part === undefined && !hourRead) return null;
  const minutes = hourRead ? (hourRead.get("hour") ?? 0) * 60 + (hourRead.get("minute") ?? 0) : part;
  const on = days ?? 0;
  if (minutes !== undefined && minutes !== null) {
    const due = instantThere(hours, at, on, minutes);
    return due > at || days !== null ? due : instantThere(hours, at, on + 1, minutes);
  }
  const end = endOfDay(hours, at, on);
  // Said after closing time, "today" is later today.
  return on === 0 && end <= at ? new Date(at.getTime() + 2 * 3_600_000) : end;
}

/** Days from today to the one a sentence names; null when it names none. */
function dayOf(hours: WorkHours, sentence: string, read: ParsedResult[], at: Date): number | null {
  const relative = relativeDays.find(([pattern]) => pattern.test(sentence));
  if (relative) return relative[1];
  const weekday = read.find(({ start }) => start.isCertain("weekday"))?.start.get("weekday");
  if (typeof weekday === "number") return ((weekday - weekdayOf(hours, at) + 6) % 7) + 1;
  const date = read.find(({ start }) => start.isCertain("day") && start.isCertain("month"))?.start;
  if (!date) return null;
  const there = Date.UTC(date.get("year") ?? 0, (date.get("month") ?? 1) - 1, date.get("day") ?? 1);
  const today = instantThere({ ...hours, timeZone: "UTC" }, localMidday(hours, at), 0, 0).getTime();
  return Math.round((there - today) / 86_400_000);
}

/** The date there, as an instant at noon of that date in UTC. */
function localMidday({ timeZone }: WorkHours, at: Date): Date {
  const shown = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(at);
  return new Date(`${shown}T12:00:00Z`);
}

/** A date or an hour is one by which something is done when the words before it say so. */
function isDeadline({ index, start, text }: ParsedResult, sentence: string, { by }: PromiseWords): boolean {
  const isNamed = start.isCertain("weekday") || !(start.isCertain("day") || start.isCertain("hour"));
  return (
    isNamed || by.test(sentence.slice(0, index)) || by.test(`${text.split(/\s/u)[0]} `) || isRelative(text)
  );
}

function isRelative(text: string): boolean {
  return relativeDays.some(([pattern]) => pattern.test(text));
}

/** The closing of the last working day of this week, or the next. */
function endOfWeek(hours: WorkHours, at: Date, weeks: 0 | 1): Date {
  const sunday = ((7 - weekdayOf(hours, at)) % 7) + 7 * weeks;
  for (let days = sunday; days >= Math.max(0, sunday - 6); days--)
    if (isOpenOn(hours, at, days) && endOfDay(hours, at, days) > at) return endOfDay(hours, at, days);
  return endOfDay(hours, at, sunday);
}

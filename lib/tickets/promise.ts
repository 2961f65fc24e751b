/** Finds what a reply promises ("I'll get back to you by tomorrow") and when it falls due. Pure, linear in the text. */
import type { WorkHours } from "#lib/settings/model";
import { said } from "./message/parts";
import { splitSentences } from "./message/sentences";
import { endOfDay, hour, weekdayOf } from "./working-hours";

/** Somebody commits to come back, in English, German, French, Spanish and Chinese. */
const commitments = [
  /\b(?:i|we)(?:['’]ll| will| shall|['’]m going to|['’]re going to| am going to| are going to)\b/i,
  /\b(?:ich|wir)\s+(?:melde|melden|gebe|geben|informiere|informieren|schreibe|schreiben|prüfe|prüfen|werde|werden)\b/i,
  /\b(?:melde|melden|gebe|geben|informiere|informieren|schreibe|schreiben)\s+(?:ich|wir)\b/i,
  /\b(?:je|nous)\s+(?:reviens|revenons|reviendrai|reviendrons|vous\s+(?:recontacte|recontactons|tiens|tenons|informe|informons|réponds|répondons))/i,
  /\b(?:(?:le|te|les|os)\s+(?:escribo|escribiré|aviso|avisaré|contacto|contactaré|informo|informaré|respondo|responderé)|volveré|volveremos)/i,
  /(?:我|我们).{0,12}(?:回复|答复|联系|更新|跟进|通知)/,
];

const units: [RegExp, number][] = [
  [/^(?:min|minuten|minutos|分钟)/i, hour / 60],
  [/^(?:h\b|hr|hour|stunde|heure|hora|小时)/i, hour],
  [/^(?:d\b|day|tag|jour|día|dia|天)/i, 24 * hour],
];
const amount =
  /(?:in|within|innerhalb von|binnen|dans|sous|en|dentro de)\s+(\d{1,3}|an?|one|einer?|une?|una?)\s*([\p{L}]{1,8})|(\d{1,3})\s*(分钟|小时|天)/iu;

const weekdays = [
  /sunday|sonntag|dimanche|domingo|(?:星期|周)[日天]/i,
  /monday|montag|lundi|lunes|(?:星期|周)一/i,
  /tuesday|dienstag|mardi|martes|(?:星期|周)二/i,
  /wednesday|mittwoch|mercredi|miércoles|(?:星期|周)三/i,
  /thursday|donnerstag|jeudi|jueves|(?:星期|周)四/i,
  /friday|freitag|vendredi|viernes|(?:星期|周)五/i,
  /saturday|samstag|samedi|sábado|(?:星期|周)六/i,
];

const days: [RegExp, (hours: WorkHours, at: Date) => Date][] = [
  [/\btomorrow\b|\bmorgen\b|\bdemain\b|\bmañana\b|明天/i, (hours, at) => endOfDay(hours, at, 1)],
  [/\btoday\b|\bend of (?:the )?day\b|\beod\b|\bheute\b|\baujourd['’]hui\b|\bhoy\b|今天/i, endOfToday],
  [
    /\bnext week\b|\bnächste[rn]? woche\b|\bsemaine prochaine\b|\bpróxima semana\b|下周/i,
    (hours, at) => nextWeekday(hours, at, 1),
  ],
];

/** When the promise in `text`, given at `at`, falls due; null when none is found. The earliest of several counts. */
export function promisedBy(hours: WorkHours, text: string, at: Date): Date | null {
  const due = splitSentences(said(text).slice(0, 20_000))
    .filter((sentence) => commitments.some((pattern) => pattern.test(sentence)))
    .map((sentence) => dueTime(hours, sentence, at))
    .filter((instant) => instant !== null)
    .map((instant) => instant.getTime());
  return due.length > 0 ? new Date(Math.min(...due)) : null;
}

function dueTime(hours: WorkHours, sentence: string, at: Date): Date | null {
  const span = duration(sentence);
  if (span !== null) return new Date(at.getTime() + span);
  const day = days.find(([pattern]) => pattern.test(sentence));
  if (day) return day[1](hours, at);
  const weekday = weekdays.findIndex((pattern) => pattern.test(sentence));
  return weekday >= 0 ? nextWeekday(hours, at, weekday) : null;
}

/** Milliseconds of "within 2 hours"; null when the sentence names none. */
function duration(sentence: string): number | null {
  const found = amount.exec(sentence);
  if (!found) return null;
  const unit = units.find(([pattern]) => pattern.test(found[2] ?? found[4] ?? ""));
  const count = Number(found[1] ?? found[3]);
  return unit ? (Number.isNaN(count) ? 1 : count) * unit[1] : null;
}

function endOfToday(hours: WorkHours, at: Date): Date {
  const end = endOfDay(hours, at);
  return end > at ? end : new Date(at.getTime() + 2 * hour);
}

/** The end of working hours on the next `weekday` (0 is Sunday) after today. */
function nextWeekday(hours: WorkHours, at: Date, weekday: number): Date {
  return endOfDay(hours, at, ((weekday - weekdayOf(hours, at) + 6) % 7) + 1);
}

/** Which lines at the end of a message are a signature block or a footer rather than words. Pure. */
import { isFooter } from "./footers";
import { behindSignOff } from "./letter-words";

/** "-- " by itself is the mark of a signature; other ruled lines are one only where what follows looks like it. */
const mark = /^\s*(?:--|––?|—)\s*$/u;
const rule = /^\s*(?:[-_=*~–—]\s?){3,}\s*$/u;
/** Written by the program that sends. */
const device =
  /^\s*[*_]?(?:(?:sent|get|download) (?:from|with|via|using|by)\b|get outlook|von (?:mein|unterwegs|.{2,40}gesendet)|gesendet (?:mit|von|aus)|diese nachricht wurde von|envoy[ée] (?:de|depuis|à partir|avec)|enviado (?:desde|do|a partir|con|via)|inviato da|verzonden (?:vanaf|met|via)|verstuurd (?:vanaf|met)|skickat från|sendt fra|lähetetty|wysłan[eo] (?:z|przy)|odesláno z|отправлено (?:с|из)|надіслано з|.{0,20}gönderildi|发自我的|從我的|从我的|(?:iPhone|iPad|Android|スマートフォン)から(?:送信|の送信)|나의 .{1,12}에서 보냄)/iu;
const contact =
  /[^\s@]@[^\s@]+\.[^\s@]{2}|\bwww\.|https?:\/\/|(?:tel|phone|mobile?|fax|m|t|p|direct|telefon|mobil|tél|móvil|cell|电话|手机|携帯)\.?\s?[:：]|\+\d[\d\s().-]{6,}|\b(?:gmbh|ag|ltd|inc|llc|s\.?a\.?s?|s\.?r\.?l|b\.?v|oy|ab|corp|plc|kg)\b/iu;

/** Most lines of a signature that is told by its sign-off or by a ruled line. */
const mostLines = 14;

/** The first line of what stands below the message: signature and footers; the number of lines when there is none. */
export function asideFrom(lines: readonly string[]): number {
  let end = lines.length;
  for (let cut = cutOf(lines, end); cut < end; cut = cutOf(lines, end)) end = cut;
  return end;
}

/** The text without the sign-off at its end and the name below it; a thank-you that stands for a sign-off stays. */
export function withoutSignOff(text: string): string {
  const lines = text.split("\n");
  const filled = lines.flatMap((line, at) => (line.trim() === "" ? [] : at));
  for (const at of filled.slice(-4)) {
    const below = filled.filter((one) => one > at).length;
    const line = lines[at] ?? "";
    if (below > 2 || line.length > 80 || behindSignOff(line) === null) continue;
    return lines.slice(0, at).join("\n").trim() || text;
  }
  return text;
}

function cutOf(lines: readonly string[], end: number): number {
  const last = lastFilled(lines, end);
  if (last < 0) return end;
  return Math.min(
    marked(lines, end),
    footer(lines, last),
    program(lines, last, end),
    signed(lines, end),
    card(lines, last, end),
  );
}

function lastFilled(lines: readonly string[], end: number): number {
  let at = end - 1;
  while (at >= 0 && lines[at]?.trim() === "") at--;
  return at;
}

/** A mark with something below it, and something said above. */
function marked(lines: readonly string[], end: number): number {
  for (let at = end - 1; at > 0; at--) {
    const line = lines[at] ?? "";
    if (!mark.test(line) && !rule.test(line)) continue;
    const below = lines.slice(at + 1, end).filter((one) => one.trim() !== "");
    const isSigned = mark.test(line) ? below.length <= 40 : looksSigned(below);
    if (isSigned && !below.some(isTalk)) return at;
  }
  return end;
}

/** A few short lines, one of them a way to reach somebody, or a footer. */
function looksSigned(lines: readonly string[]): boolean {
  if (lines.length === 0) return true;
  const text = lines.join("\n");
  return (
    isFooter(text) ||
    (lines.length <= mostLines && contact.test(text) && lines.every((line) => line.length <= 90))
  );
}

/** The last paragraph, where it is a footer. */
function footer(lines: readonly string[], last: number): number {
  let first = last;
  while (first > 0 && lines[first - 1]?.trim() !== "" && last - first < 40) first--;
  if (first > 0 && isFooter(lines.slice(first, last + 1).join(" "))) return first;
  // Some mails have no blank line between the words and the footer.
  const line = lines[last] ?? "";
  return last > 0 && line.length > 60 && isFooter(line) ? last : lines.length;
}

function program(lines: readonly string[], last: number, end: number): number {
  const line = lines[last] ?? "";
  return last > 0 && line.length <= 120 && device.test(line) ? last : end;
}

/** What follows a sign-off and a name: those two are the writer's own words, the rest is his card. */
function signed(lines: readonly string[], end: number): number {
  for (let at = end - 1; at >= Math.max(0, end - mostLines - 2); at--) {
    const line = lines[at] ?? "";
    const behind = line.length > 80 ? null : behindSignOff(line);
    if (behind === null) continue;
    const isAlone = behind.replace(/[\s,.!–-]/gu, "") === "";
    const name = isAlone ? nextFilled(lines, at + 1, end) : at;
    const card = lines.slice(name + 1, end).filter((one) => one.trim() !== "");
    return card.length > 0 && card.length <= mostLines && !card.some(isTalk) ? name + 1 : end;
  }
  return end;
}

const personLine = /^\s*\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+\p{Lu}[\p{L}\p{M}.'’-]*){1,3}\s*(?:,\s*)?$/u;

/** A last paragraph of a name and how to reach it, without a sign-off: the name is the writer's own word. */
function card(lines: readonly string[], last: number, end: number): number {
  let first = last;
  while (first > 0 && lines[first - 1]?.trim() !== "" && last - first < mostLines) first--;
  const below = lines.slice(first + 1, last + 1);
  const isCard =
    first > 0 &&
    personLine.test(lines[first] ?? "") &&
    below.length > 0 &&
    contact.test(below.join("\n")) &&
    below.every((line) => line.length <= 90 && !isTalk(line));
  return isCard ? first + 1 : end;
}

function nextFilled(lines: readonly string[], from: number, end: number): number {
  for (let at = from; at < end; at++) if (lines[at]?.trim() !== "") return at;
  return end;
}

/** A line that asks or tells: a long sentence, or one with a question. */
function isTalk(line: string): boolean {
  return /[?？]\s*$/u.test(line) && !/https?:\/\/\S+$/u.test(line.trim());
}

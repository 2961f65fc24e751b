/** Which lines of a mail are somebody's earlier words: quoted below, above or between the answer. Pure, linear in the text. */
import EmailReplyParser from "email-reply-parser";

/** Lines the parser is given at most: it takes time in the square of a text's length, and quotations begin early. */
const mostLines = 400;
const longestLine = 400;

const parser = new EmailReplyParser();

/** A line that only separates: the headers of the quoted mail follow it. */
const divider =
  /^\s*(?:[-_*=]{2,}\s*\p{L}[\p{L}\p{M}\s'’.]{3,40}?\s*[-_*=]{2,}|[-_*=]{8,}|\p{L}[\p{L}\p{M}\s'’]{5,40}:)\s*$/u;
/** "From: Ann", "Gesendet: Montag", "发件人：": a header of a quoted mail, in whatever language. */
const header = /^\s*\*?\p{L}[\p{L}\p{M} .-]{0,22}\*?\s?[:：]\*?\s*\S/u;
/** The names mail programs give the headers that count: who, when, to whom, about what. */
const mailHeader =
  /^\s*\*?(?:from|sent|date|to|cc|subject|von|gesendet|datum|an|betreff|de|envoyé|à|objet|enviado(?: el)?|fecha|para|asunto|da|inviato|data|a|oggetto|assunto|van|verzonden|aan|onderwerp|od|wysłano|do|temat|från|skickat|till|ämne|fra|sendt|til|emne|lähettäjä|lähetetty|vastaanottaja|aihe|odesláno|komu|předmět|feladó|elküldve|címzett|tárgy|kimden|gönderildi|kime|konu|από|προς|θέμα|от|отправлено|кому|тема|від|发件人|寄件者|发送时间|日期|收件人|收件者|主题|主旨|差出人|送信日時|宛先|件名|보낸 사람|받는 사람|제목)\*?\s?[:：]/iu;
/** True for a header that mail programs give a mail they quote or name. */
export function isMailHeader(line: string): boolean {
  return mailHeader.test(line);
}

/** The name of the header that says who wrote: a receipt names the mail it is about without it. */
const senderHeader =
  /^\s*\*?(?:from|von|de|da|van|od|från|fra|lähettäjä|feladó|kimden|από|от|від|发件人|寄件者|差出人|보낸 사람)\*?\s?[:：]/iu;
const address = /[^\s@<>]@[^\s@<>]+\.[^\s@<>]{2}/u;
/** "… <ann@example.com>:" ends the line that says who wrote what comes below. */
const introduction = /@[^\s@]{1,250}\.[^\s@]{2,60}\s{0,9}(?:\p{L}[\p{L}\p{M}\s]{0,30})?[:：]\s*$/u;
/** A bar marks a quotation too; a row of a table has more than one. */
const quoted = /^\s{0,3}(?:>|\|\s(?!.*\|))/u;
/** A forwarded mail is what its sender wants read. */
const forwarded =
  /forward|weitergeleitet|transf[ée]r|réacheminé|reenvia|inoltrat|encaminhad|doorgestuurd|vidarebefordra|videresend|przekazan|přeposlan|пересл|пересыла|转发|轉寄|転送|전달/iu;

/** For each line, whether it is quoted. What follows the mark of a forwarded mail is not. */
export function quotedLines(lines: readonly string[]): boolean[] {
  const end = lines.findIndex((line, at) => isForwarding(lines, line, at));
  const own = end < 0 ? lines : lines.slice(0, end);
  const marks = byParser(own);
  for (const [at, line] of own.entries()) {
    if (quoted.test(line) || introduces(own, at)) marks[at] = true;
    if (!isOldFrom(own, at)) continue;
    marks.fill(true, at);
    break;
  }
  return lines.map((_, at) => marks[at] ?? false);
}

/** A body from the headers of the mail that stands below on; null where none does. */
export function mailBelow(body: string): string | null {
  const lines = body.split("\n").map((line) => line.replace(/\r$/, ""));
  const at = lines.findIndex((_, place) => isHeaderBlock(lines, place));
  return at < 0 ? null : lines.slice(at).join("\n");
}

/** What a mail says in the order of its writing: the forwarded mail, then what its sender wrote above it. */
export function asWritten(body: string): string[] {
  if (!forwarded.test(body)) return [body];
  const lines = body.split("\n").map((line) => line.replace(/\r$/, ""));
  const at = lines.findIndex((line, place) => isForwarding(lines, line, place));
  const own = lines.slice(0, Math.max(0, at)).join("\n").trim();
  return own === "" ? [body] : [lines.slice(at).join("\n"), own];
}

/**
 * Where the parser sees quotations. Its fragments are told by the characters they hold, since it joins and trims lines.
 * What it takes for a signature is judged elsewhere: it cuts at every ruled line.
 */
function byParser(lines: readonly string[]): boolean[] {
  const given = lines.slice(0, mostLines).map((line) => line.slice(0, longestLine));
  const marks = lines.map(() => false);
  if (!given.some((line) => /[:：>\-_]\s*$|^\s*>|^\s*-{2}/u.test(line))) return marks;
  // Several blank lines are as good as one, and cost the parser dearly.
  const text = given.filter((line, at) => line.trim() !== "" || given[at - 1]?.trim() !== "").join("\n");
  let at = 0;
  let left = 0;
  for (const fragment of parser.read(text).getFragments()) {
    left += visible(fragment.getContent());
    for (; at < given.length && left >= visible(given[at] ?? "") && left > 0; at++) {
      left -= visible(given[at] ?? "");
      marks[at] = fragment.isQuoted();
    }
  }
  return marks;
}

function visible(text: string): number {
  return text.replace(/\s/g, "").length;
}

function isForwarding(lines: readonly string[], line: string, at: number): boolean {
  return line.length < 80 && divider.test(line) && forwarded.test(line) && headersFrom(lines, at + 1) >= 2;
}

/** "On Monday Ann <ann@example.com> wrote:", with what she wrote marked line by line below it. */
function introduces(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  return (
    isIntroduction(line) && (isDated(line) || address.test(line)) && quoted.test(nextFilled(lines, at + 1))
  );
}

/** Everything from here on is old: an introduction with unmarked words below it, or the headers of a mail. */
function isOldFrom(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  if (isIntroduction(line) && introduction.test(line) && isDated(line))
    return !quoted.test(nextFilled(lines, at + 1));
  return isHeaderBlock(lines, at);
}

function isIntroduction(line: string): boolean {
  return line.length <= longestLine && /[:：]\s*$/u.test(line);
}

function isDated(line: string): boolean {
  return /\d{1,4}\D{1,20}\d{1,4}/u.test(line);
}

function nextFilled(lines: readonly string[], from: number): string {
  return lines.slice(from, from + 2).find((line) => line.trim() !== "") ?? "";
}

/**
 * Three headers of a mail one below the other, one of them its sender and one with an address or a date; with or without a
 * divider above.
 */
function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  const isDivided = divider.test(line);
  if (!isDivided && !mailHeader.test(line)) return false;
  const start = isDivided ? at + 1 : at;
  const found = headersFrom(lines, start);
  const block = lines.slice(start, start + found + 1);
  if (found < 3 || block.filter((one) => mailHeader.test(one)).length < 2) return false;
  const isSent = isDivided || block.some((one) => senderHeader.test(one));
  return isSent && block.some((one) => address.test(one) || isDated(one));
}

function headersFrom(lines: readonly string[], start: number): number {
  let at = start;
  while (at < lines.length && at - start < 2 && lines[at]?.trim() === "") at++;
  const first = at;
  while (at < lines.length && at - first < 8 && header.test(lines[at] ?? "")) at++;
  return at - first;
}

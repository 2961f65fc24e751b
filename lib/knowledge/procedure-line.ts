/** One line of a procedure: in which case it holds, and the words it gives to say. Pure. */
import {
  answerCue,
  imperative,
  others,
  otherwiseCue,
  plainSayCue,
  sayCue,
  secondPerson,
  toCustomer,
  whenCue,
} from "./procedure-words";

/** A line, or one of the two it is made of; `rest` is what is left of it without its case. */
export type Line = {
  text: string;
  when: string | null;
  wording: string | null;
  rest: string;
  isBare: boolean;
};

const longestLine = 600;
const quoted = /[“"„«「]\s?([^“”"„«»「」]{2,500}?)\s?[”"“»」]/u;
/** A case in bold with what is done then: "**Charged twice**: start the refund". */
const labelled = /^(?:\*\*|__)([^*_]{2,60})(?:\*\*|__)\s*[:：–—-]\s*(\S.*)$/su;
/** Where a second order may begin within a line. */
const joints = /[.;,，；。]\s*|\s(?:and|then|und|dann|et|puis|y|luego)\s+|\s[–—]\s|[→]\s*|->\s*/giu;

/** The line as one step, or as two where it first does something and then says something. */
export function casesOf(line: string, isBelowLead: boolean): Line[] {
  const text = line.trim().slice(0, longestLine);
  const { when, rest } = withoutCase(text);
  if (rest === "") return [{ text, when, wording: null, rest, isBare: true }];
  const whole = wordingOf(rest, isBelowLead);
  if (whole !== null) return [{ text, when, wording: whole, rest, isBare: false }];
  const second = saidLater(rest);
  if (!second) return [{ text, when, wording: null, rest, isBare: false }];
  const first = text.slice(0, text.length - second.text.length).replace(/(?<![\s,;，；])[\s,;，；]+$/, "");
  return [
    {
      text: first,
      when,
      wording: null,
      rest: rest.slice(0, rest.length - second.text.length),
      isBare: false,
    },
    { text: second.text, when, wording: second.wording, rest: second.text, isBare: false },
  ];
}

/** True for a line that only leads to the words below it, such as "Ask the customer:". */
export function isLead(line: string): boolean {
  const { rest } = withoutCase(line.trim());
  const between = /[:：]$/.test(rest) ? saidBy(rest, plainSayCue) : null;
  return between !== null && toCustomer.test(between.slice(0, -1)) && !others.test(between);
}

/** Parts a line into the case it holds for and what is to be done then. */
function withoutCase(text: string): { when: string | null; rest: string } {
  const bare = text.replace(/^[*_`]+(?=\p{L})/u, "");
  const otherwise = otherwiseCue.exec(bare)?.[0] ?? answerCue.exec(bare)?.[0];
  if (otherwise !== undefined)
    return { when: otherwise, rest: bare.slice(otherwise.length).replace(/^[\s*_`,:，：→>-]+/u, "") };
  const [, label, order] = labelled.exec(text) ?? [];
  if (label && order && (sayCue.test(order) || imperative.test(order))) return { when: label, rest: order };
  if (!whenCue.test(bare)) return { when: null, rest: text };
  const borders = [...bare.matchAll(/[:：,，→]|->|=>|\bthen\b|\bdann\b/giu)].slice(0, 12);
  const parts = borders.map(({ index, 0: mark }) => ({
    when: bare.slice(0, index).trim(),
    rest: bare.slice(index + mark.length).replace(/^[\s*_`>]+/u, ""),
    isColon: /[:：→>]$/.test(mark),
  }));
  const part =
    parts.find(({ rest }) => sayCue.test(rest) || imperative.test(rest) || /^[“"„«「]/.test(rest)) ??
    parts.find(({ isColon }) => isColon) ??
    parts[0];
  return part ? { when: part.when, rest: part.rest } : { when: null, rest: text };
}

/** The words to say that a line gives, quoted or behind a colon; null where it gives none. */
function wordingOf(rest: string, isBelowLead: boolean): string | null {
  const behind = saidBy(rest, sayCue);
  if (behind !== null) {
    const quote = quoted.exec(behind);
    if (quote) {
      const between = behind.slice(0, quote.index).replace(/(?<![\s:：,，(（*_–-])[\s:：,，(（*_–-]+$/u, "");
      const said = quote[1] ?? "";
      return isToCustomer(between, said) ? said : null;
    }
  }
  const plainly = saidBy(rest, plainSayCue);
  const colon = plainly === null ? null : /^([^:：]{0,80})[:：]\s*(\S.*)$/su.exec(plainly);
  if (colon) {
    const [, between = "", said = ""] = colon;
    return toCustomer.test(between) && !others.test(between) && isSentence(said) ? bare(said) : null;
  }
  const alone = /^[“"„«「]([^“”"„«»「」]+)[”"“»」][.。]?$/u.exec(rest)?.[1];
  if (alone && isSentence(alone)) return alone;
  return isBelowLead && isSentence(rest) ? bare(rest) : null;
}

/** The part of a line from which on it says something after it did something. */
function saidLater(rest: string): { text: string; wording: string } | null {
  for (const { index, 0: joint } of [...rest.matchAll(joints)].slice(0, 20)) {
    const text = rest.slice(index + joint.length);
    if (index === 0 || !sayCue.test(text)) continue;
    const wording = wordingOf(text, false);
    if (wording !== null) return { text, wording };
  }
  return null;
}

/** What stands behind the verb, where a line begins with one. */
function saidBy(rest: string, cue: RegExp): string | null {
  const found = cue.exec(rest.replace(/^[*_`]+/, ""));
  return found
    ? rest
        .replace(/^[*_`]+/, "")
        .slice(found[0].length)
        .replace(/^[*_`]+/, "")
    : null;
}

function isToCustomer(between: string, said: string): boolean {
  if (others.test(between)) return false;
  return toCustomer.test(between) || secondPerson.test(said);
}

/** Somebody may be told it as it stands. */
function isSentence(said: string): boolean {
  return /[.!?。！？]["”»」]?$/u.test(said.trim()) || secondPerson.test(said);
}

function bare(said: string): string {
  return said.trim().replace(/^[“"„«「]|[”"“»」]$/gu, "");
}

/** Sentences of prose; a quotation is not parted. */
export function sentences(text: string): string[] {
  const parts = text.split(/(?<=[.!?。！？:：]["”»」]?)\s+(?=[\p{Lu}\p{Lo}“"„«「`*[<])|(?<=[。！？])/u);
  const whole: string[] = [];
  for (const part of parts) {
    const open = whole.at(-1);
    if (open !== undefined && isInQuotation(open))
      whole[whole.length - 1] = `${open}${/[。！？]$/.test(open) ? "" : " "}${part}`;
    else whole.push(part);
  }
  return whole.map((part) => part.trim()).filter(Boolean);
}

function isInQuotation(text: string): boolean {
  const straight = text.split('"').length - 1;
  return straight % 2 === 1 || /[“„«「][^“„«「”»」]*$/u.test(text);
}

/** The text without the marks of Markdown and HTML; placeholders such as <order id> stay. */
export function plain(text: string): string {
  return (
    text
      .replace(/!\[[^[\]]*\]\([^()]*(?:\([^()]*\)[^()]*)?\)/g, "")
      .replace(/\[([^[\]]+)\](?:\([^()]*(?:\([^()]*\)[^()]*)?\)|\[[^[\]]*\])/g, "$1")
      .replace(
        /<\/?(?:br|b|i|u|p|em|strong|code|kbd|span|div|a|ul|ol|li|img|sub|sup)(?:\s[^<>]*)?\/?>/gi,
        " ",
      )
      .replace(/`([^`]+)`|\*\*([^*]+)\*\*/g, "$1$2")
      // One without its other half is left over from a line that was parted; within a word it is no mark.
      .replace(/(?<![\p{L}\p{N}])(?:\*\*|`)|(?:\*\*|`)(?![\p{L}\p{N}])/gu, "")
      .replace(/(?<![\p{L}\p{N}_])__(?=[^\s_])|(?<=[^\s_])__(?![\p{L}\p{N}_])/gu, "")
      .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*]+)(?<=\S)\*(?![\p{L}\p{N}*])/gu, "$1")
      .replace(/\s+/g, " ")
      .trim()
  );
}

/** Sentences of any language, never cut inside an address, a number, a version or after an abbreviation. Pure. */

const segmenter = new Intl.Segmenter(undefined, { granularity: "sentence" });

/** What ends with a stop and goes on: titles, units, "for example", in the languages of mail. */
const abbreviation =
  /(?:^|[\s(„"'«])(?:\p{Lu}|\p{L}(?:\.\s?\p{L}){1,9}|dr|prof|dipl|ing|mr|mrs|ms|st|sr|sra|srta|dña|mme|mlle|mgr|hr|fr|frl|herr|no|nr|núm|nº|vs|etc|approx|ca|bzw|ggf|evtl|usw|inkl|exkl|zzgl|vgl|abs|str|tel|max|min|mio|mrd|std|sek|jan|feb|febr|mär|apr|jun|jul|aug|sept?|okt|oct|nov|dez|dec|env|p|pp|art|ref|fig|cf|av|bd|boul|apdo|pág|ej|aprox|dott|sig|spett|egr|pl|ul|np|tzn|itp|inc|ltd|co|corp|gmbh|ext|vol|ver|rev)\.["')\]]{0,3}\s{0,40}$/iu;
const longest = 64_000;
/** Of what stands before a border, so much is looked at. */
const tailRead = 40;

/** A line with none of these is one sentence: it need not be taken apart, which costs much more than reading it. */
const ends = /[\p{Sentence_Terminal}\r\u0085\u2028\u2029]/u;

/** The sentences of `text` in order, each with the blanks after it; a line break ends one. */
export function splitSentences(text: string): string[] {
  const lines = text.slice(0, longest).split(/(?<=\n)/u);
  return lines.flatMap((line) => (ends.test(line) ? sentencesOfLine(line) : line || []));
}

function sentencesOfLine(line: string): string[] {
  const starts: number[] = [];
  for (const { segment, index } of segmenter.segment(line)) {
    const before = line.slice(Math.max(starts.at(-1) ?? 0, index - tailRead), index);
    if (index === 0 || !goesOn(before, segment)) starts.push(index);
  }
  return starts.map((start, place) => line.slice(start, starts[place + 1]));
}

/** The stop before did not end a sentence: an abbreviation, an initial, or no blank after it. */
function goesOn(before: string, after: string): boolean {
  if (abbreviation.test(before)) return true;
  return /[.?!:/@]$/.test(before) && /^[\p{Ll}\p{N}/_=&-]/u.test(after);
}

/** Ends in a stop of its own, or in a sign after which a sentence goes on; what closes a quotation may follow. */
const isEnded = /[\p{Sentence_Terminal}…:;,，：；、–—]["')\]}”’»」』*_`\u2069\s]*$/u;

/** What it ends in where its writer ended it with a line break alone; scripts without a stop get none. */
function stopOf(sentence: string): string {
  if (isEnded.test(sentence) || /\p{Script=Thai}\P{L}{0,9}$/u.test(sentence)) return "";
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\P{L}{0,9}$/u.test(sentence) ? "。" : ".";
}

/** The sentence with a stop. */
export function ended(sentence: string): string {
  return `${sentence.trimEnd()}${stopOf(sentence)}`;
}

/** Sentences that stood in lines of their own, in one line: each but the last with a stop. */
export function inOneLine(sentences: readonly string[]): string {
  return sentences.map((one, at) => (at < sentences.length - 1 ? ended(one) : one)).join(" ");
}

/** At most `length` characters of one line; a cut falls between words, and an address is shown whole or not at all. */
export function excerptOf(text: string, length: number): string {
  const oneLine = text
    .slice(0, length * 4)
    .replace(/\s+/g, " ")
    .trim();
  // By what a reader sees as one character, so that none is cut in half.
  const characters = [...oneLine];
  if (characters.length <= length) return oneLine;
  const cut = characters.slice(0, length).join("");
  const space = /\s/.test(characters[length] ?? "") ? cut.length : cut.search(/\s\S*$/);
  // A script without spaces, or one endless word, is cut where it must be.
  return space > cut.length / 2 ? cut.slice(0, space).trimEnd() : cut;
}

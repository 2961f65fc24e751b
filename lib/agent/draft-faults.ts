/** What an analyst would delete at sight in a model's draft: our instructions, roles, blanks to fill in, a talk about itself. Pure. */
import { holdsCall } from "#lib/models/called-in-text";
import { splitSentences } from "#lib/tickets/message/sentences";
import { greets } from "./forms-of-address";

/** What the model was given, to tell its own words from. */
export type Given = {
  /** Our instructions. */
  system: string;
  /** What stands on the ticket and in the sources. */
  grounds: string;
  /** What the customer wrote. */
  asked: readonly string[];
};

/** Labels of our prompt and of chat formats: nobody begins a line of a letter with one. */
const role =
  /^[ \t*_#>]{0,6}(?:customer|support|diagnostic|priority|subject|user|assistant|system|human|agent|ai|analyst)[*_ \t]{0,4}[:：]/im;
const command =
  /^(?:TICKET|SOURCES|CANDIDATES)\s*$|^[ \t*]{0,4}USE[ \t]+\[?\d{1,2}\]?|\bNO_REPLY\b|\bNO_ANSWER\b/m;
/** Names by which models and robots call themselves, in the languages that have one. */
const oneself =
  /(?<![\p{L}\p{N}])(?:AI|A\.I\.|KI|IA|ИИ|YZ|LLM|ChatGPT|OpenAI)(?![\p{L}\p{N}])|language model|sprachmodell|modelo de (?:lenguaje|linguagem)|modèle de langage|modello linguistico|taalmodel|языковая модель|人工智能|人工知能|语言模型|言語モデル|인공지능/u;
const blanks = [
  /\[(?=[^\]\n]{0,60}\p{L})[^\]\n]{2,60}\](?!\()/gu,
  /<(?=[^>\n]{0,60}\p{L})[^>\n/@.]{2,60}>/gu,
  /\{\{[^}\n]{1,60}\}\}/g,
  /(?<![\p{L}\p{N}_])_{3,}(?![\p{L}\p{N}_])/gu,
];
/** So many words in a row nobody hits upon by chance. */
const run = 7;

/** Why a draft is not shown, in a sentence about “it”; null when nothing is wrong at sight. Also fit for a text still growing. */
export function draftFault(text: string, { system, grounds }: Given): string | null {
  if (holdsCall(text)) return "It holds a tool call as prose.";
  if (command.test(text)) return "It mixes commands and words.";
  if (role.test(text) || isPlayed(text, grounds)) return "It speaks in roles.";
  if (opensBesideThePoint(text)) return "It announces a draft instead of being one.";
  const blank = blanks
    .flatMap((pattern) => text.match(pattern) ?? [])
    .find((found) => !grounds.includes(found));
  if (blank) return `It has a blank to fill in: ${blank}.`;
  if (oneself.test(text) && !oneself.test(grounds)) return "It speaks of itself.";
  return repeats(text, system, grounds) ? "It repeats our instructions." : null;
}

/** True when most of a draft is what the customer wrote himself. */
export function isParroted(text: string, asked: readonly string[]): boolean {
  const theirs = asked.map(plain).join(" ");
  const said = splitSentences(text)
    .map(plain)
    .filter((sentence) => sentence.split(" ").length >= 5);
  const words = (sentences: readonly string[]) => sentences.join(" ").length;
  return words(said.filter((sentence) => theirs.includes(sentence))) > words(said) / 2;
}

const spoken = /^[ \t*_#>]{0,6}(\p{L}{2,20})[*_ \t]{0,4}[:：][ \t]{0,4}\S/u;

/** True where lines are spoken by one who is named before each, in whatever language; a list names each thing once. */
function isPlayed(text: string, grounds: string): boolean {
  const speakers = text.split("\n").flatMap((line) => spoken.exec(line)?.[1] ?? []);
  return speakers.some((name, place) => speakers.indexOf(name) < place && !grounds.includes(`${name}:`));
}

/** A first line that ends in a colon, neither greets nor begins a list. */
function opensBesideThePoint(text: string): boolean {
  const said = text.trim();
  const end = said.indexOf("\n");
  if (end < 0) return false;
  const [first, rest] = [said.slice(0, end), said.slice(end).trimStart()];
  const isList = /^\s*(?:[-*•–]|\d{1,2}[.)]|[a-z][.)]|`|\$|https?:)/i.test(rest);
  return /[:：][*_ \t]*$/u.test(first) && rest !== "" && !isList && !greets(first);
}

function repeats(text: string, system: string, grounds: string): boolean {
  const [ours, theirs] = [` ${plain(system)} `, ` ${plain(grounds)} `];
  const words = plain(text).split(" ");
  for (let at = 0; at + run <= words.length; at++) {
    const piece = ` ${words.slice(at, at + run).join(" ")} `;
    if (ours.includes(piece) && !theirs.includes(piece)) return true;
  }
  return false;
}

function plain(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}

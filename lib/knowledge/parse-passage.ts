/** Takes a passage apart for ranking: its title, and its sections with prose and code told apart. */
import { terms } from "./terms";

/** Terms in reading order, repeats included. */
export type Section = { prose: readonly string[]; code: readonly string[] };
export type ParsedPassage = { title: readonly string[]; sections: readonly Section[] };

const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/;
const headings = /\n(?=#{1,6} )/;
const fences = /^(?:```|~~~).*$/m;
/** A section of fewer terms says too little to be judged alone. */
const leastTerms = 8;

/**
 * Reads Markdown as plain text too: a text without headings is one section. A title in front matter stands beside
 * the passage's own.
 */
export function readPassage({ title, body }: { title: string; body: string }): ParsedPassage {
  const front = frontMatter.exec(body);
  const text = front ? body.slice(front[0].length) : body;
  const named = front && /^title:(.+)$/m.exec(front[1] ?? "")?.[1];
  return {
    title: terms(named ? `${title}\n${named}` : title),
    sections: text.split(headings).map(readSection),
  };
}

/** True for a section that is judged on its own beside the whole passage. */
export function standsAlone({ prose, code }: Section): boolean {
  return prose.length + code.length >= leastTerms;
}

const lately = new Map<string, ParsedPassage>();
const latelyKept = 500;

/** The same for a passage that is likely to be asked about again soon: candidates come up in search after search. */
export function keptReading(passage: { title: string; body: string }): ParsedPassage {
  const key = `${passage.title}\n${passage.body}`;
  const known = lately.get(key);
  if (known) return known;
  const reading = readPassage(passage);
  const oldest = lately.size >= latelyKept ? lately.keys().next().value : undefined;
  if (oldest !== undefined) lately.delete(oldest);
  lately.set(key, reading);
  return reading;
}

function readSection(text: string): Section {
  const pieces = text.split(fences);
  return {
    prose: terms(pieces.filter((_, place) => place % 2 === 0).join("\n")),
    code: pieces.length > 1 ? terms(pieces.filter((_, place) => place % 2 === 1).join("\n")) : [],
  };
}

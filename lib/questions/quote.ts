/** The part of an article that answers a question: the section, or the lines of it, that hold most of what was asked. Pure. */
import { type OutlineItem, outline } from "#lib/knowledge/outline";
import { coverage, type Topic } from "./topic";

export type Quote = { text: string; coverage: number };

/** Longest quotation, in characters: what is read at a glance. */
const longest = 520;

type Section = { heading: string; items: readonly OutlineItem[] };

/** The best quotation of a Markdown text; null where it has no prose. */
export function quoteOf(topic: Topic, { title, body }: { title: string; body: string }): Quote | null {
  const best = sectionsOf(body)
    .map((section) => ({
      section,
      share: coverage(topic, textOf(section.items), `${title} ${section.heading}`),
      named: coverage(topic, section.heading, title),
    }))
    .sort((one, other) => other.share + other.named / 2 - (one.share + one.named / 2))[0];
  if (!best) return null;
  const text = shortened(best.section.items, (item) => coverage(topic, item.text));
  return text === "" ? null : { text, coverage: best.share };
}

function sectionsOf(body: string): Section[] {
  const sections: { heading: string; items: OutlineItem[] }[] = [{ heading: "", items: [] }];
  for (const item of outline(body)) {
    if (item.kind === "heading") sections.push({ heading: item.text, items: [] });
    else sections.at(-1)?.items.push(item);
  }
  return sections.filter(({ items }) => items.length > 0);
}

function textOf(items: readonly OutlineItem[]): string {
  return items.map(({ text }) => text).join("\n");
}

/** The items in their order, as many as fit: from the first where all fit, else around the one that says most. */
function shortened(items: readonly OutlineItem[], worth: (item: OutlineItem) => number): string {
  const lines = inLines(items);
  if (lines.join("\n").length <= longest) return lines.join("\n");
  const best = items.reduce((top, item, at) => (worth(item) > worth(items[top] ?? item) ? at : top), 0);
  const kept = [lines[best] ?? ""];
  let length = kept.join("").length;
  for (let at = best + 1; at < lines.length && length + (lines[at] ?? "").length < longest; at++) {
    kept.push(lines[at] ?? "");
    length += (lines[at] ?? "").length;
  }
  const text = kept.join("\n");
  return text.length <= longest ? text : `${text.slice(0, longest).replace(/(?<!\s)\s+\S*$/, "")} …`;
}

const tableRule = /\|\s{0,3}:?-{3,}/;

/** A table, a row a line. */
function tableRows(text: string): string {
  return text
    .split(/\|\s{1,3}\|/)
    .filter((row) => !tableRule.test(`|${row}`))
    .map((row) =>
      row
        .split("|")
        .map((cell) => cell.trim())
        .filter(Boolean)
        .join(" – "),
    )
    .join("\n");
}

/** Items as they are read: steps with their numbers again, code in its lines. */
function inLines(items: readonly OutlineItem[]): string[] {
  let number = 0;
  return items.map(({ kind, text }) => {
    number = kind === "numbered" ? number + 1 : kind === "code" ? number : 0;
    if (kind === "numbered") return `${number}. ${text}`;
    if (kind === "prose" && tableRule.test(text)) return tableRows(text);
    return kind === "bullet" ? `- ${text}` : text;
  });
}

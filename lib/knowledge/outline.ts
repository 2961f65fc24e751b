/** Takes Markdown apart into headings, list items, quotations, code and prose, in reading order. Pure, in linear time. */

export type OutlineItem = {
  kind: "heading" | "numbered" | "bullet" | "quote" | "code" | "prose";
  /** As written, its marks of list, heading or quotation taken off, lines joined; code keeps its lines. */
  text: string;
  /** Columns it is indented by; for a heading its level. */
  depth: number;
};

/** Longest text that is read, in UTF-16 units. */
const longestRead = 60_000;
const longestItem = 1_200;

const frontMatter = /^---[ \t]*\n[\s\S]*?\n---[ \t]*(?:\n|$)/;
const comments = /<!--(?:(?!<!--)[\s\S])*?-->/g;
const fence = /^\s*(`{3,}|~{3,})/;
const heading = /^ {0,3}(#{1,6})(\s.*)$/;
const numbered =
  /^(\s*)(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s+|(?:\d{1,3}|[一二三四五六七八九十]{1,3})[、．）]\s*|（(?:\d{1,3}|[一二三四五六七八九十]{1,3})）\s*|(?:\*\*)?(?:step|schritt|étape|etape|paso|步骤|第)\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:\s*步)?\s*[:.)：、-]{1,5}(?:\*\*)?\s*)(\S.*)?$/i;
const bullet = /^(\s*)(?:[-*+•‣–]\s+|・\s*)(?:\[[ xX]\]\s+)?(\S.*)?$/;
const quotation = /^(\s*)>\s?(.*)$/;
const indentedCode = /^(?: {4}|\t)\s*\S/;
const rule = /^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|=+)$/;

/** The items of a text; line ends of any system. What stands beyond 60,000 units is not read. */
export function outline(markdown: string): OutlineItem[] {
  const text = markdown
    .slice(0, longestRead)
    .replace(/\r\n?/g, "\n")
    .replace(/^\uFEFF/, "");
  const lines = text.replace(frontMatter, "").replace(comments, "").split("\n");
  const items: OutlineItem[] = [];
  let open: OutlineItem | null = null;
  let fenced: { mark: string; lines: string[]; depth: number } | null = null;
  const add = (kind: OutlineItem["kind"], said: string, depth: number) => {
    open = { kind, text: said.trim(), depth };
    items.push(open);
  };
  for (const line of lines) {
    const mark = fence.exec(line)?.[1];
    if (fenced) {
      if (mark?.startsWith(fenced.mark)) {
        add("code", fenced.lines.join("\n"), fenced.depth);
        open = null;
        fenced = null;
      } else fenced.lines.push(line);
      continue;
    }
    if (mark) {
      fenced = { mark, lines: [], depth: columns(/^\s*/.exec(line)?.[0] ?? "") };
      continue;
    }
    if (line.trim() === "" || rule.test(line)) {
      open = null;
      continue;
    }
    const [, level = "", title = ""] = heading.exec(line) ?? [];
    if (level) {
      add("heading", headingText(title), level.length);
      open = null;
      continue;
    }
    const listed = listItem(line);
    if (listed) {
      add(listed.kind, listed.text, listed.depth);
      continue;
    }
    const [, indent = "", quoted] = quotation.exec(line) ?? [];
    const last: OutlineItem | undefined = items.at(-1);
    if (quoted !== undefined) {
      if (open && last?.kind === "quote") join(last, quoted);
      else add("quote", quoted, columns(indent));
    } else if (!open && indentedCode.test(line) && !isInList(last)) {
      if (last?.kind === "code") last.text += `\n${line.trim()}`;
      else items.push({ kind: "code", text: line.trim(), depth: 0 });
    } else if (open) join(open, line);
    else add("prose", line, columns(/^\s*/.exec(line)?.[0] ?? ""));
  }
  if (fenced) items.push({ kind: "code", text: fenced.lines.join("\n"), depth: fenced.depth });
  return items.filter(({ text: said }) => said !== "");
}

/** What a heading says: without the marks that may close its line. */
export function headingText(behindMarks: string): string {
  return behindMarks
    .trim()
    .replace(/(?<!#)#+$/, "")
    .trimEnd();
}

function listItem(line: string): OutlineItem | null {
  const found = numbered.exec(line);
  if (found) return { kind: "numbered", text: found[2] ?? "", depth: columns(found[1] ?? "") };
  const pointed = bullet.exec(line);
  return pointed ? { kind: "bullet", text: pointed[2] ?? "", depth: columns(pointed[1] ?? "") } : null;
}

/** A line that goes on with the item before it. */
function join(item: OutlineItem, line: string): void {
  if (item.text.length < longestItem) item.text = `${item.text} ${line.trim()}`.trim();
}

/** An indented paragraph below a list item belongs to it and is no code. */
function isInList(last: OutlineItem | undefined): boolean {
  return last !== undefined && (last.kind === "numbered" || last.kind === "bullet" || last.depth > 0);
}

function columns(indent: string): number {
  return indent.replaceAll("\t", "    ").length;
}

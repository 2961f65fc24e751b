/** A cell that is a journal: dated entries, one under the other, each with its head. Pure. */
import { timeAtStart } from "./times";

/** An entry as it is written; what its head does not tell is empty. */
export type Entry = { at: string; author: string; kind: string; text: string };

type Head = Entry & { shape: string };

/** The entries of `cell`; null where its first line is no head of one. Whatever stands below a head belongs to it. */
export function entriesOf(cell: string): Entry[] | null {
  const lines = cell.trim().split(/\r?\n/);
  const first = headOf(lines[0] ?? "");
  if (!first) return null;
  const entries: Entry[] = [];
  for (const line of lines) {
    // A time somebody quotes in a text is written otherwise than the heads are.
    const head = headOf(line);
    const last = entries.at(-1);
    if (head && head.shape === first.shape) entries.push(entryOf(head));
    else if (last) last.text += `\n${line}`;
  }
  return entries.map(settled).filter(({ text }) => text !== "");
}

function entryOf({ shape: _, ...entry }: Head): Entry {
  return entry;
}

/** What stood where an author stands, with nothing below it, is what was said. */
function settled({ author, text, ...rest }: Entry): Entry {
  const said = text.trim();
  return said ? { ...rest, author: author.trim(), text: said } : { ...rest, author: "", text: author.trim() };
}

const mostPrefix = 60;

/** "2026-03-02 09:00 - Ann Lee (Comment)", "[02.03.2026 09:00] Ann Lee: …", "02/Mar/26 9:00 AM;ann;…", "Ann Lee, 02.03.2026 09:00:". */
function headOf(line: string): Head | null {
  const [prefix = ""] = /^[\s>*#[(–-]{0,6}(?:(?:On|Am|Le|El|Il|Op|Den)\s)?/u.exec(line) ?? [];
  const at = timeAtStart(line.slice(prefix.length));
  if (at !== null) return afterTime(prefix, at, line.slice(prefix.length + at.length));
  return beforeTime(line);
}

function afterTime(prefix: string, at: string, rest: string): Head {
  const [between = ""] =
    /^\s{0,3}[\])]?\s{0,3}(?:[-–—|;:,]|by\b|von\b|par\b|por\b|da\b)?\s{0,3}/u.exec(rest) ?? [];
  const shape = `time ${prefix.trim()} ${between.trim()}`;
  const said = rest.slice(between.length);
  const mark = between.trim();
  if (mark === ";" || mark === "|") {
    const [author = "", ...parts] = said.split(mark);
    return parts.length === 0
      ? { at, author: "", kind: "", text: author, shape }
      : { at, author: author.trim(), kind: "", text: parts.join(mark).trim(), shape };
  }
  const { author, kind, text } = mark === ":" ? unnamed(said) : namedHead(said);
  return { at, author, kind, text, shape };
}

/** A name, what is said of the entry in brackets, and after a colon the text; or the text alone. */
function namedHead(said: string): Omit<Entry, "at"> {
  const found =
    /^(?<author>[^():;|[\]]{1,60}?)(?:\s{1,3}(?:wrote|schrieb))?\s{0,3}(?:[([](?<kind>[^:;|[\]]{1,80})[)\]])?\s{0,3}(?::(?<text>.*))?$/su.exec(
      said,
    );
  if (!found) return unnamed(said);
  const { author = "", kind = "", text = "" } = found.groups ?? {};
  return { author: author.trim(), kind: kind.trim(), text };
}

function unnamed(text: string): Omit<Entry, "at"> {
  return { author: "", kind: "", text };
}

/** A head that begins with its author: the time follows after a comma, a dash or in brackets, and ends it. */
function beforeTime(line: string): Head | null {
  const found =
    /^(?<author>\p{L}[^\n:;|()[\]<>]{0,59}?)\s{0,3}(?<between>[,([<|–—]|\s-|\bon\b|\bam\b|\ble\b)\s{0,3}(?=[\p{L}\d])/u.exec(
      line.slice(0, 2 * mostPrefix),
    );
  const { author = "", between = "" } = found?.groups ?? {};
  if (!found) return null;
  const at = timeAtStart(line.slice(found[0].length));
  if (at === null) return null;
  const rest = line.slice(found[0].length + at.length);
  const end =
    /^\s{0,3}[\])>]?\s{0,3}(?:[([](?<kind>[^()[\]]{1,60})[)\]])?\s{0,3}(?:[:;|–—-]\s{0,3}(?<text>.*))?$/u.exec(
      rest,
    );
  if (!end) return null;
  const { kind = "", text = "" } = end.groups ?? {};
  return { at, author, kind, text, shape: `name ${between.trim()}` };
}

/**
 * True when the filled cells of a column are journals: nearly all begin with a dated head, and most name who wrote or
 * hold several entries. A list of attached files is dated as well; its entries end in an address.
 */
export function isJournal(values: readonly string[]): boolean {
  const filled = values.filter(Boolean);
  const read = filled.flatMap((value) => {
    const entries = entriesOf(value);
    return entries && entries.length > 0 ? [entries] : [];
  });
  if (read.length === 0 || read.length < filled.length * 0.8) return false;
  const entries = read.flat();
  const share = (test: (entry: Entry) => boolean) => entries.filter(test).length / entries.length;
  const several = read.filter(({ length }) => length > 1).length / read.length;
  if (share(({ author }) => author !== "") < 0.5 && several < 0.3) return false;
  return share(({ text }) => /:\/\/\S+$/.test(text) && !/\s/.test(text.replace(/^[^;|]*[;|]/, ""))) < 0.8;
}

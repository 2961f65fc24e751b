/** Reads recorded support dialogues in the STAR format: what a desk would have seen, apart from what only an evaluator may know. */
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { linesOf } from "#lib/platform/json-lines";
import { unstorable } from "#lib/platform/unstorable";
import { maxBodyLength } from "#lib/tickets/inbound-event";

/** One event as a desk would have stored it; `at` in milliseconds since the epoch, never before the event before it. */
export type DialogueEvent =
  | { kind: "customer_message"; at: number; body: string }
  | { kind: "analyst_reply"; at: number; body: string }
  | { kind: "tool_call"; at: number; tool: string; arguments: Record<string, unknown> }
  | { kind: "tool_result"; at: number; tool: string; result: Record<string, unknown> | null };

/** A dialogue without a trace of labels, tasks or offered options. */
export type Dialogue = {
  id: number;
  openedAt: number;
  closedAt: number;
  analyst: string;
  customer: string;
  events: DialogueEvent[];
};

/** What only the evaluator may read. `labels[i]` is the action of `dialogue.events[i]`, null where it was typed by hand or is no reply. */
export type DialogueTruth = {
  labels: (string | null)[];
  /** The kinds of case it was, sorted and joined; a single kind when `singleKind`. */
  kind: string;
  singleKind: boolean;
};

export type LabelledDialogue = { dialogue: Dialogue; truth: DialogueTruth };

/** Seconds since 1970, of a year with four digits: what lies beyond is milliseconds, or damage. */
const Time = z.number().min(0).max(253_402_300_799);

const StarEvent = z.object({
  t: Time.nullish(),
  who: z.string(),
  act: z.string(),
  text: z.string().max(maxBodyLength).nullish(),
  label: z.string().nullish(),
  api: z.string().nullish(),
  constraints: z.array(z.record(z.string(), z.unknown())).nullish(),
  item: z.record(z.string(), z.unknown()).nullish(),
});

const StarTicket = z.object({
  id: z.number(),
  opened: Time,
  closed: Time.optional(),
  tasks: z.array(z.string()).default([]),
  wizard: z.string().default("analyst"),
  user: z.string().default("customer"),
  events: z.array(StarEvent),
});

/** Text the store cannot hold. */
class UnstorableLine extends Error {}

/**
 * Parses one line of a STAR file.
 *
 * Clicks without content are dropped; a result without a time of its own takes that of its call; constraints become
 * plain argument values. Throws a ZodError when the line is not a STAR ticket, an `UnstorableLine` when some text of it
 * can be kept nowhere.
 */
export function parseStarLine(line: string): LabelledDialogue {
  const raw: unknown = JSON.parse(line);
  const flaw = unstorable(raw);
  if (flaw) throw new UnstorableLine(`${flaw.field || "it"} ${flaw.message}.`);
  const ticket = StarTicket.parse(raw);
  const events: DialogueEvent[] = [];
  const labels: (string | null)[] = [];
  let at = ticket.opened * 1000;
  for (const raw of ticket.events) {
    at = Math.max(at, (raw.t ?? 0) * 1000);
    const event = toDialogueEvent(raw, at);
    if (!event) continue;
    events.push(event);
    labels.push(raw.act === "pick_suggestion" ? (raw.label ?? null) : null);
  }
  return {
    dialogue: {
      id: ticket.id,
      openedAt: ticket.opened * 1000,
      closedAt: Math.max(at, (ticket.closed ?? 0) * 1000),
      analyst: ticket.wizard,
      customer: ticket.user,
      events,
    },
    truth: { labels, kind: [...ticket.tasks].sort().join("+"), singleKind: ticket.tasks.length === 1 },
  };
}

/** A file of dialogues that cannot be read; its message says which one, where and why. */
export class UnreadableFile extends Error {}

/**
 * Streams the dialogues of a file of JSON lines in file order, gzipped or not, whatever its name says; empty lines
 * are passed over. A line that is no dialogue is told to `onFault` and passed over too, or throws when nobody asked.
 * Throws `UnreadableFile` when the file is not there or is cut short.
 */
export async function* readStarFile(
  path: string,
  onFault?: (fault: { line: number; why: string }) => void,
): AsyncGenerator<LabelledDialogue> {
  try {
    const isZipped = await isGzip(path);
    const file = createReadStream(path);
    const unpacked = isZipped ? file.pipe(createGunzip()) : file;
    // A pipe does not hand on the errors of its source.
    file.once("error", (error) => unpacked.destroy(error));
    const input = Readable.from(upTo(unpacked, largestLine));
    let line = 0;
    for await (const text of linesOf(input)) {
      line++;
      if (text.trim() === "") continue;
      const read = tryLine(text);
      if ("dialogue" in read) yield read;
      else if (onFault) onFault({ line, why: read.why });
      else throw new UnreadableFile(`Line ${line} of ${path} is no dialogue: ${read.why}`);
    }
  } catch (error) {
    const why = fileFaults[(error as NodeJS.ErrnoException).code ?? ""];
    throw why ? new UnreadableFile(`${path} ${why}`) : error;
  }
}

/** Longest line that is read, in bytes: a packed file may hold a thousand times what it weighs. */
const largestLine = 20_000_000;

/** The chunks of a stream; ends it with `ERR_LINE` where a line grows beyond `most` bytes. */
async function* upTo(stream: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of stream) {
    const end = chunk.lastIndexOf(10);
    length = end < 0 ? length + chunk.length : chunk.length - end;
    if (length > most) throw Object.assign(new Error("A line is too long."), { code: "ERR_LINE" });
    yield chunk;
  }
}

const fileFaults: Record<string, string> = {
  ERR_LINE: "has a line of more than 20 MB, which is no dialogue. Nothing behind it was read.",
  ENOENT: "does not exist.",
  EISDIR: "is a folder. Name a file of dialogues.",
  EACCES: "may not be read by this user.",
  Z_BUF_ERROR: "is cut short: its gzip data end in the middle. Fetch it again.",
  Z_DATA_ERROR: "is damaged: its gzip data make no sense. Fetch it again.",
};

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE(0) === 0x1f8b;
  } finally {
    await file.close();
  }
}

function tryLine(text: string): LabelledDialogue | { why: string } {
  try {
    return parseStarLine(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (error instanceof UnstorableLine) return { why: error.message };
    if (error instanceof SyntaxError) return { why: "it is no JSON." };
    if (!(error instanceof z.ZodError)) throw error;
    const [issue] = error.issues;
    return { why: `${issue?.path.join(".") || "it"}: ${issue?.message ?? "is wrong"}.` };
  }
}

function toDialogueEvent(raw: z.infer<typeof StarEvent>, at: number): DialogueEvent | null {
  if (raw.act === "query") {
    return {
      kind: "tool_call",
      at,
      tool: raw.api ?? "unknown",
      arguments: toArguments(raw.constraints ?? []),
    };
  }
  if (raw.act === "return_item") {
    return { kind: "tool_result", at, tool: raw.api ?? "unknown", result: raw.item ?? null };
  }
  if (typeof raw.text !== "string") return null;
  if (raw.who === "User") return { kind: "customer_message", at, body: raw.text };
  return { kind: "analyst_reply", at, body: raw.text };
}

function toArguments(constraints: Record<string, unknown>[]): Record<string, unknown> {
  return Object.fromEntries(
    constraints
      .flatMap((constraint) => Object.entries(constraint))
      .map(([key, text]) => [key, toValue(text)]),
  );
}

/** `"\"x\""` and `api.is_equal_to("x")` both mean x; any other operator stays visible as `{ operator, value }`. */
function toValue(text: unknown): unknown {
  if (typeof text !== "string") return text;
  const call = /^api\.(\w+)\(([\s\S]*)\)$/.exec(text.trim());
  if (!call) return toLiteral(text);
  const value = toLiteral(call[2] ?? "");
  return call[1] === "is_equal_to" ? value : { operator: call[1], value };
}

function toLiteral(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === "True") return true;
  if (trimmed === "False") return false;
  if (trimmed === "" || trimmed === "null") return null;
  // A leading zero belongs to a code or PIN, not to a number.
  if (/^0\d/.test(trimmed)) return trimmed;
  try {
    const parsed: unknown = JSON.parse(trimmed);
    return typeof parsed === "string" ? parsed.trim() : parsed;
  } catch {
    return trimmed;
  }
}

/** Reads recorded support dialogues in the STAR format: what a desk would have seen, apart from what only an evaluator may know. */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { z } from "zod";

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

const StarEvent = z.object({
  t: z.number().nullable(),
  who: z.string(),
  act: z.string(),
  text: z.string().optional(),
  label: z.string().nullish(),
  api: z.string().optional(),
  constraints: z.array(z.record(z.string(), z.string())).optional(),
  item: z.record(z.string(), z.unknown()).nullish(),
});

const StarTicket = z.object({
  id: z.number(),
  opened: z.number(),
  closed: z.number(),
  tasks: z.array(z.string()),
  wizard: z.string(),
  user: z.string(),
  events: z.array(StarEvent),
});

/**
 * Parses one line of a STAR file.
 *
 * Clicks without content are dropped; a result without a time of its own takes that of its call; constraints become
 * plain argument values. Throws a ZodError when the line is not a STAR ticket.
 */
export function parseStarLine(line: string): LabelledDialogue {
  const ticket = StarTicket.parse(JSON.parse(line));
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
      closedAt: Math.max(at, ticket.closed * 1000),
      analyst: ticket.wizard,
      customer: ticket.user,
      events,
    },
    truth: { labels, kind: [...ticket.tasks].sort().join("+"), singleKind: ticket.tasks.length === 1 },
  };
}

/** Streams the dialogues of a `.jsonl` or `.jsonl.gz` file in file order. */
export async function* readStarFile(path: string): AsyncGenerator<LabelledDialogue> {
  const file = createReadStream(path);
  const input = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== "") yield parseStarLine(line);
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
  if (raw.text === undefined) return null;
  if (raw.who === "User") return { kind: "customer_message", at, body: raw.text };
  return { kind: "analyst_reply", at, body: raw.text };
}

function toArguments(constraints: Record<string, string>[]): Record<string, unknown> {
  return Object.fromEntries(
    constraints
      .flatMap((constraint) => Object.entries(constraint))
      .map(([key, text]) => [key, toValue(text)]),
  );
}

/** `"\"x\""` and `api.is_equal_to("x")` both mean x; any other operator stays visible as `{ operator, value }`. */
function toValue(text: string): unknown {
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

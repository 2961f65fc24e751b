/** A question an analyst asked on a ticket, its answer, and what the answer rests on. */
import { z } from "zod";
import { Evidence } from "#lib/suggestions/step";

/** `waiting`: nobody has begun; `answering`: the answer grows; the rest is the end of it. */
export const questionStatuses = ["waiting", "answering", "answered", "cancelled", "failed"] as const;
export type QuestionStatus = (typeof questionStatuses)[number];

/** True while an answer is still to come. */
export function isPending(status: QuestionStatus): boolean {
  return status === "waiting" || status === "answering";
}

/** What a statement rests on: an event of this ticket, another ticket, an article, or a look-up made for the question. */
export const Citation = z.discriminatedUnion("kind", [
  Evidence.extend({ kind: z.literal("event") }),
  Evidence.extend({ kind: z.literal("ticket") }),
  Evidence.extend({ kind: z.literal("article") }),
  z.object({ kind: z.literal("look_up"), ref: z.number(), title: z.string() }),
]);
export type Citation = z.infer<typeof Citation>;

/**
 * One statement of an answer. A `lead` is a sentence of ours that states nothing; everything else cites what it rests on,
 * or is marked `unsupported` and goes nowhere.
 */
export const Statement = z.object({
  role: z.enum(["lead", "statement", "unsupported"]),
  text: z.string(),
  citations: z.array(Citation),
  /** When it happened, where that is what was asked. */
  at: z.coerce.date().optional(),
  /** What of it may be said to a customer; left out where it is for the team alone. */
  say: z.string().optional(),
});
export type Statement = z.infer<typeof Statement>;

/** A read-only look-up made for a question. It stays with the answer; the ticket does not move. */
export const AskedCall = z.object({
  id: z.number(),
  tool: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  /** Null while it runs. */
  result: z.record(z.string(), z.unknown()).nullable(),
});
export type AskedCall = z.infer<typeof AskedCall>;
/** One that has given something. */
export type LookedUp = AskedCall & { result: Record<string, unknown> };

export const TicketQuestion = z.object({
  id: z.number(),
  ticketId: z.number(),
  text: z.string(),
  status: z.enum(questionStatuses),
  askedBy: z.string(),
  askedAt: z.coerce.date(),
  statements: z.array(Statement),
  /** What a model has written so far; empty once it is done. */
  growing: z.string(),
  calls: z.array(AskedCall),
  engine: z.enum(["apprentice", "llm"]).nullable(),
  /** Why the model did not answer, in a sentence. */
  degraded: z.string().nullable(),
  isHelpful: z.boolean().nullable(),
  judgedBy: z.string().nullable(),
});
export type TicketQuestion = z.infer<typeof TicketQuestion>;

const Point = z.object({ text: z.string(), eventId: z.number().optional() });

/** A ticket in a few points, each with the event it rests on. */
export const TicketSummary = z.object({
  state: z.array(Point),
  decisions: z.array(Point),
  open: z.array(Point),
  /** False for a ticket that is read as fast as its summary. */
  isLong: z.boolean(),
  /** The model that wrote it; null: drawn from the timeline. */
  model: z.string().nullable(),
});
export type TicketSummary = z.infer<typeof TicketSummary>;

/** The questions of a ticket, oldest first. */
export const TicketQuestions = z.object({ questions: z.array(TicketQuestion) });
export type TicketQuestions = z.infer<typeof TicketQuestions>;

export const longestQuestion = 1_000;

export const AskInput = z.object({
  ticketId: z.number().int(),
  text: z.string().trim().min(2, "Write a question").max(longestQuestion),
});
export const QuestionInput = z.object({ questionId: z.number().int() });
export const JudgeAnswerInput = QuestionInput.extend({ isHelpful: z.boolean().nullable() });

/** What of an answer goes into a reply; empty where it is for the team alone. */
export function sayable(statements: readonly Statement[]): string {
  return statements.flatMap(({ say }) => (say ? [say] : [])).join("\n\n");
}

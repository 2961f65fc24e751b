/** Labelled examples, the export formats trainers read, and replays: the nouns of learning. */
import { z } from "zod";

export const datasetFormats = ["trl-sft", "trl-dpo", "trl-kto", "openai-sft", "openai-dpo"] as const;
export type DatasetFormat = (typeof datasetFormats)[number];

/** One turn of the redacted context a label keeps. */
export const ContextTurn = z.object({
  role: z.enum(["system", "user", "assistant", "tool"]),
  content: z.string(),
  name: z.string().optional(),
  /** Set on an assistant turn that calls a tool; the tool's turn follows and carries the same `callId`. */
  call: z
    .object({ id: z.string(), name: z.string(), arguments: z.record(z.string(), z.unknown()) })
    .optional(),
  callId: z.string().optional(),
});
export type ContextTurn = z.infer<typeof ContextTurn>;

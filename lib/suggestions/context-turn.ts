/** The redacted conversation a label stores and a training export uses. */
import { z } from "zod";

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

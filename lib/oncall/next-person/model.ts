/** Who goes on with a ticket, and why it is that person. */
import { z } from "zod";

/** From the strongest: who has it, is called for it, is on call, leads its queue, answers such tickets, has the most to say. */
export const nextPersonGrounds = [
  "has_it",
  "called",
  "on_call",
  "queue_lead",
  "answers",
  "in_charge",
] as const;

export const NextPerson = z.object({
  userId: z.string(),
  name: z.string(),
  ground: z.enum(nextPersonGrounds),
  /** The ground as the end of a sentence that begins with the name. */
  why: z.string(),
});
export type NextPerson = z.infer<typeof NextPerson>;

/** The nouns of imports from other on-call systems. */
import { z } from "zod";
import { Layer } from "../model";

/** What an export of another system would become here. */
export const ImportPlan = z.object({
  system: z.string(),
  people: z.array(
    z.object({ name: z.string(), email: z.string().nullable(), userId: z.string().nullable() }),
  ),
  schedules: z.array(z.object({ name: z.string(), timeZone: z.string(), layers: z.array(Layer) })),
  chains: z.array(
    z.object({
      name: z.string(),
      steps: z.array(z.object({ wait: z.number(), targets: z.array(z.object({ name: z.string() })) })),
    }),
  ),
  left: z.array(z.object({ what: z.string(), why: z.string() })),
});
export type ImportPlan = z.infer<typeof ImportPlan>;

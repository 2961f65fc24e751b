/** Alerts and runbooks as a file holds them, and where the runbooks stand once they are imported. */
import { z } from "zod";

export const AlertFile = z.object({
  alerts: z.array(
    z.object({
      alert: z.string(),
      expr: z.string().default(""),
      annotations: z.record(z.string(), z.string()).default({}),
      labels: z.record(z.string(), z.string()).default({}),
      /** Names of the runbooks about it; those of its own name where left out. */
      fits: z.array(z.string()).optional(),
    }),
  ),
  runbooks: z.array(z.object({ source: z.string(), name: z.string(), path: z.string(), text: z.string() })),
});
export type AlertFile = z.infer<typeof AlertFile>;

/** Article ids of the imported runbooks, with the lower-cased name each one documents. */
export type ImportedRunbooks = Map<number, string>;

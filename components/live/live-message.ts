/** What the event stream says, parsed: a change somewhere, a growing draft, "fetch everything again", or which build answers. */
import { z } from "zod";

const Change = z.object({
  topic: z.string(),
  ticketId: z.number().nullable(),
  data: z.record(z.string(), z.unknown()),
});
const Draft = z.object({
  ticketId: z.number(),
  /** Null: the draft is gone. */
  eventId: z.number().nullable(),
  from: z.number(),
  text: z.string(),
});

const Build = z.object({ build: z.string() });

export type LiveChange = z.infer<typeof Change>;
export type DraftDelta = z.infer<typeof Draft>;
export type LiveMessage =
  | { kind: "change"; change: LiveChange }
  | { kind: "draft"; draft: DraftDelta }
  | { kind: "resync" }
  | { kind: "build"; build: string };

export const liveEventNames = ["change", "draft", "resync", "build"] as const;

/** A server-sent event as a message; null for one this version does not know. */
export function readLiveMessage(name: string, data: string): LiveMessage | null {
  if (name === "resync") return { kind: "resync" };
  const json: unknown = JSON.parse(data);
  if (name === "change") {
    const parsed = Change.safeParse(json);
    return parsed.success ? { kind: "change", change: parsed.data } : null;
  }
  if (name === "build") {
    const parsed = Build.safeParse(json);
    return parsed.success ? { kind: "build", ...parsed.data } : null;
  }
  const parsed = Draft.safeParse(json);
  return parsed.success ? { kind: "draft", draft: parsed.data } : null;
}

/** The nouns of a hand-over between shifts. */
import { z } from "zod";

/** What one line of a shift's hand-over is about. */
export const handoverKinds = ["page", "incident", "ticket", "action", "snoozed", "silence"] as const;
export const HandoverItem = z.object({
  kind: z.enum(handoverKinds),
  title: z.string(),
  href: z.string(),
  owner: z.string().nullable(),
  nextStep: z.string(),
  /** When it comes back or lapses by itself. */
  until: z.coerce.date().nullable(),
});
export type HandoverItem = z.infer<typeof HandoverItem>;

/** The end of a shift as it was written down, and who has signed. */
export const Handover = z.object({
  id: z.number(),
  scheduleName: z.string(),
  fromId: z.string(),
  toId: z.string(),
  note: z.string(),
  items: z.array(HandoverItem),
  writtenAt: z.coerce.date(),
  signedFromAt: z.coerce.date().nullable(),
  signedToAt: z.coerce.date().nullable(),
});
export type Handover = z.infer<typeof Handover>;

/** A hand-over as whoever has to sign it is told of it. */
export const UnsignedHandover = Handover.pick({ id: true, scheduleName: true }).extend({
  fromName: z.string(),
});
export type UnsignedHandover = z.infer<typeof UnsignedHandover>;

/** The nouns of calendars that others read. */
import { z } from "zod";

/** A calendar address of whoever asks: of one schedule, or of all their own shifts. */
export const Feed = z.object({
  id: z.number(),
  scheduleId: z.number().nullable(),
  scheduleName: z.string().nullable(),
  createdAt: z.coerce.date(),
  readAt: z.coerce.date().nullable(),
});
export type Feed = z.infer<typeof Feed>;

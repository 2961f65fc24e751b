/** What crosses the line between server and browser when something is asked for: the result of an action. */
import { z } from "zod";

/** A field at fault, by its dotted path, and what is wrong with it. */
export const FieldFault = z.object({ field: z.string(), message: z.string() });
export type FieldFault = z.infer<typeof FieldFault>;

/** What a server action answers; `error.message` is a sentence to show, `fields` name the controls at fault. */
export type ActionResult<Data> =
  | { ok: true; data: Data }
  | { ok: false; error: { code: string; message: string; fields: FieldFault[] } };

/** What came of one attempt to send something. `retryAfter`: milliseconds the other side asked to be left alone. */
export const SendOutcome = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("delivered"), status: z.number(), milliseconds: z.number() }),
  z.object({ outcome: z.literal("refused"), reason: z.string() }),
  z.object({ outcome: z.literal("failed"), reason: z.string(), retryAfter: z.number().nullable() }),
]);
export type SendOutcome = z.infer<typeof SendOutcome>;

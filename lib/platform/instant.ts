/** Instants as others write them: in ISO 8601, and nothing else a program might take for a time. */
import { z } from "zod";

const read = (text: string) => new Date(text);

/** An instant, or a day, which means its beginning in UTC; `true`, `null` and numbers are none. */
export const instant = z.union([
  z.iso.datetime({ offset: true, local: true }).transform(read),
  z.iso.date().transform(read),
  z.date(),
]);

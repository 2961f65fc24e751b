/** Numbers as they stand in an address: in digits, and nothing else that a program might take for one. */
import { z } from "zod";

const digits = /^-?\d{1,16}(\.\d{1,15})?$/;

/** A number that fits `range`; an empty text, "0x10" and "1e1" are none. */
export function numberInAddress<Range extends z.ZodType>(range: Range) {
  return z.preprocess(
    (given) => (typeof given === "string" && digits.test(given) ? Number(given) : given),
    range,
  );
}

/** The number of a ticket, an incident, an article. */
export const idInAddress = numberInAddress(z.number().int().nonnegative());

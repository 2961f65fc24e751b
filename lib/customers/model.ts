/** Customers beside their tickets: who may be the same person, and who was merged. */
import { z } from "zod";
import { idInAddress } from "#lib/platform/in-address";
import { Customer } from "#lib/tickets/model";

/** Fields a card gets from the one merged into it: what stood there, and what stands there by the merge. */
const Filled = z.object({ from: z.string().nullable(), to: z.string().nullable() });
export const FilledFields = z.object({
  email: Filled.optional(),
  company: Filled.optional(),
  plan: Filled.optional(),
  notes: Filled.optional(),
});
export type FilledFields = z.infer<typeof FilledFields>;

/** A customer as somebody to merge with. */
export const CustomerMatch = Customer.extend({
  /** Where the customer is known from. */
  source: z.string(),
  tickets: z.number(),
});
export type CustomerMatch = z.infer<typeof CustomerMatch>;

export const MergedCustomer = Customer.pick({ id: true, name: true, email: true, externalId: true }).extend({
  mergedAt: z.coerce.date(),
  mergedBy: z.string(),
});
export type MergedCustomer = z.infer<typeof MergedCustomer>;

/** Who was merged into a customer, newest first, and who has the same verified address and was not. */
export const CustomerLinks = z.object({
  mergedFrom: z.array(MergedCustomer),
  sameAddress: z.array(CustomerMatch),
});
export type CustomerLinks = z.infer<typeof CustomerLinks>;

export const CustomerSearch = z.object({
  /** Words of name, address, company or id. */
  search: z.string().trim().max(200).default(""),
  /** The customer somebody is looked for to merge with. */
  besides: idInAddress,
});

/** `fromId` goes by the card of `intoId` from now on. */
export const MergeInput = z.object({ intoId: z.number().int(), fromId: z.number().int() });

type Card = Pick<Customer, "email" | "company" | "plan" | "notes">;

/** What the card of `into` gets from the one of `from`: fields it lacks, and notes it does not have yet. */
export function filledBy(into: Card, from: Card): FilledFields {
  const fields = (["email", "company", "plan"] as const).flatMap((field) =>
    into[field] || !from[field] ? [] : [[field, { from: into[field], to: from[field] }] as const],
  );
  const isNew = from.notes !== "" && !into.notes.includes(from.notes);
  const notes = [into.notes, from.notes].filter(Boolean).join("\n\n");
  return { ...Object.fromEntries(fields), ...(isNew && { notes: { from: into.notes, to: notes } }) };
}

/** What is to be put back when a merge is undone: all it filled, except what was changed since. */
export function unfilled(now: Card, filled: FilledFields): Partial<Card> {
  const fields = (["email", "company", "plan"] as const).flatMap((field) => {
    const change = filled[field];
    return change && now[field] === change.to ? [[field, change.from] as const] : [];
  });
  const { notes } = filled;
  return {
    ...Object.fromEntries(fields),
    ...(notes && now.notes === notes.to && { notes: notes.from ?? "" }),
  };
}

/** Who was merged with whom, or is no longer, and how many tickets moved. */
export type MergeOutcome = {
  into: { id: number; name: string };
  from: { id: number; name: string };
  tickets: number;
};

/** What a merge of two customers will do, a sentence each. */
import { type CustomerMatch, filledBy } from "#lib/customers/model";
import type { Customer } from "#lib/tickets/model";

const fieldWords = { email: "email", company: "company", plan: "plan", notes: "notes" } as const;

export function mergeWords(into: Customer, from: CustomerMatch): string[] {
  const filled = filledBy(into, from);
  const fields = (["email", "company", "plan", "notes"] as const).filter((field) => filled[field]);
  const names = fields.map((field) => fieldWords[field]);
  const list = [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");
  const count = from.tickets === 1 ? "The ticket" : `All ${from.tickets} tickets`;
  return [
    from.tickets === 0
      ? `What ${from.name} writes from now on is filed under ${into.name}.`
      : `${count} of ${from.name}, and what ${from.name} writes from now on, ${from.tickets === 1 ? "is" : "are"} filed under ${into.name}.`,
    names.length > 0
      ? `The card of ${into.name} stays and gets the ${list} of ${from.name}.`
      : `The card of ${into.name} stays as it is.`,
    "It can be undone on the card at any time.",
  ];
}

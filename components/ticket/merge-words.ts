/** What a merge of two customers will do, a sentence each. */

import { type CustomerMatch, filledBy } from "#lib/customers/model";
import { isolated } from "#lib/platform/direction/rules";
import type { Customer } from "#lib/tickets/model";

const fieldWords = { email: "email", company: "company", plan: "plan", notes: "notes" } as const;

export function mergeWords(into: Customer, from: CustomerMatch): string[] {
  const [kept, theirs] = [isolated(into.name), isolated(from.name)];
  const filled = filledBy(into, from);
  const fields = (["email", "company", "plan", "notes"] as const).filter((field) => filled[field]);
  const names = fields.map((field) => fieldWords[field]);
  const list = [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");
  const count = from.tickets === 1 ? "The ticket" : `All ${from.tickets} tickets`;
  return [
    from.tickets === 0
      ? `What ${theirs} writes from now on is filed under ${kept}.`
      : `${count} of ${theirs}, and what ${theirs} writes from now on, ${from.tickets === 1 ? "is" : "are"} filed under ${kept}.`,
    names.length > 0
      ? `The card of ${kept} stays and gets the ${list} of ${theirs}.`
      : `The card of ${kept} stays as it is.`,
    "It can be undone on the card at any time.",
  ];
}

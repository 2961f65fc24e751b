/** On whose side an author is, from everybody who asks, works and writes in a table. Pure. */
import { domainOf, keysOf } from "./people";

export type Side = "customer" | "analyst";

/** A ticket as far as it tells who asks and who works on it, by any name or number of theirs, and who wrote in it. */
export type Parties = {
  customer: readonly string[];
  assignee: readonly string[];
  said: readonly { author: string }[];
};

/** The side of an author in a ticket; null for nobody. */
export type SideOf = (ticket: Parties, author: string) => Side | null;

/** In the tickets of how many customers somebody writes before it is no colleague of one of them. */
const severalCustomers = 3;

/** How the sides in `tickets` are told. */
export function sidesOf(tickets: readonly Parties[]): SideOf {
  const customers = new Set(tickets.flatMap(({ customer }) => customer.flatMap(keysOf)));
  const staff = staffOf(tickets);
  const domains = new Set([...staff].map(domainOf).filter(Boolean));
  return ({ customer, said }, author) => {
    const keys = keysOf(author);
    if (keys.length === 0) return null;
    const asking = customer.flatMap(keysOf);
    const isStaff = keys.some((key) => staff.has(key));
    if (asking.length === 0) {
      const first = keysOf(said.find((one) => one.author)?.author ?? "");
      return !isStaff && first.some((key) => keys.includes(key)) ? "customer" : "analyst";
    }
    if (keys.some((key) => asking.includes(key))) return "customer";
    if (isStaff) return "analyst";
    const domain = domainOf(author);
    const isColleague =
      domain !== "" && !domains.has(domain) && asking.some((one) => domainOf(one) === domain);
    return isColleague || keys.some((key) => customers.has(key)) ? "customer" : "analyst";
  };
}

/** Who is assigned to tickets, and who writes in those of several customers. */
function staffOf(tickets: readonly Parties[]): Set<string> {
  const staff = new Set(tickets.flatMap(({ assignee }) => assignee.flatMap(keysOf)));
  const served = new Map<string, Set<string>>();
  for (const { customer, said } of tickets) {
    const own = customer.flatMap(keysOf);
    const [who] = own;
    if (who === undefined) continue;
    for (const key of said.flatMap(({ author }) => keysOf(author))) {
      if (own.includes(key)) continue;
      const whom = served.get(key) ?? new Set<string>();
      served.set(key, whom.add(who));
    }
  }
  for (const [key, whom] of served) if (whom.size >= severalCustomers) staff.add(key);
  return staff;
}

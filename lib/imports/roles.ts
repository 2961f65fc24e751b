/** Who wrote each message, from the words of a column, from who wrote what, or from who began the ticket. Pure. */

import { type Role, roleOf, yesOrNo } from "#lib/tickets/role-words";
import { hiddenBy } from "./privacy";
import { type Parties, type Side, type SideOf, sidesOf } from "./sides";

/** A message as far as it tells who wrote it; what no column tells is empty. */
export type Said = {
  /** What the column of roles says. */
  word: string;
  /** What the column says that tells who may read it. */
  privacy: string;
  author: string;
  /** It stands with the ticket and began it: whoever asks wrote it. */
  isOpening: boolean;
};

export type Conversation = Omit<Parties, "said"> & { said: readonly Said[] };

/** The headers of the columns that told; they count where their values are yes and no. */
export type RoleHeaders = { role: string; privacy: string };

/** Tells the writer of each message of a ticket; messages are in their order of time. */
export type TellRoles = (ticket: Conversation) => Role[];

/**
 * How the writers of `tickets` are told. A message customers do not read is a note: marked so, or under a word under
 * which customers never write while analysts answer them under another.
 */
export function rolesOf(tickets: readonly Conversation[], headers: RoleHeaders): TellRoles {
  const sideOf = sidesOf(tickets);
  const byWord = wordRoles(usesOf(tickets, sideOf), headers.role);
  const spoken: TellRoles = (ticket) => {
    const roles: Role[] = [];
    let last: Side | null = null;
    for (const { word, author, isOpening } of ticket.said) {
      const told = isOpening ? "customer" : (byWord.get(word) ?? sideOf(ticket, author));
      // Without any name the two take turns, the customer first.
      const role: Role = told ?? (last === "customer" ? "analyst" : "customer");
      if (role === "customer" || role === "analyst") last = role;
      roles.push(role);
    }
    return roles;
  };
  const isHidden = hiddenBy(tickets, spoken, headers.privacy);
  return (ticket) =>
    spoken(ticket).map((role, index) =>
      role !== "system" && isHidden(ticket.said[index]?.privacy ?? "", role) ? "note" : role,
    );
}

/** How often a word of the column of roles stands over what each side wrote, and how often it begins a ticket. */
type Use = Record<Side, number> & { word: string; count: number; begins: number };

function usesOf(tickets: readonly Conversation[], sideOf: SideOf): Use[] {
  const uses = new Map<string, Use>();
  for (const ticket of tickets)
    for (const [index, { word, author, isOpening }] of ticket.said.entries()) {
      if (!word || isOpening) continue;
      const use = uses.get(word) ?? { word, customer: 0, analyst: 0, count: 0, begins: 0 };
      use.count += 1;
      const side = sideOf(ticket, author);
      if (side) use[side] += 1;
      if (index === 0) use.begins += 1;
      uses.set(word, use);
    }
  return [...uses.values()];
}

/** What each word says; one that both sides use says nothing and is left out. */
function wordRoles(uses: readonly Use[], header: string): Map<string, Role> {
  const told = new Map(uses.flatMap(({ word }) => toldBy(word, header)));
  for (const word of rivalsOf(uses, told)) told.set(word, "analyst");
  const unknown = bySides(uses.filter(({ word }) => !told.has(word)));
  const answering = [...told.values()].includes("analyst") ? null : answeringOf(unknown);
  for (const use of unknown) {
    if (isShared(use)) continue;
    if (use.customer > 0) told.set(use.word, "customer");
    else if (use.analyst > 0) told.set(use.word, answering?.has(use.word) === false ? "note" : "analyst");
  }
  return told;
}

/** Where no author tells a side, the word that begins tickets is the customer's, and the others are the analysts'. */
function bySides(uses: readonly Use[]): Use[] {
  const mostBegun = Math.max(0, ...uses.map(({ begins }) => begins));
  if (mostBegun === 0 || uses.some(({ customer, analyst }) => customer + analyst > 0)) return [...uses];
  return uses.map((use) =>
    use.begins === mostBegun ? { ...use, customer: use.count } : { ...use, analyst: use.count },
  );
}

function isShared({ customer, analyst }: Pick<Use, Side>): boolean {
  return customer > 0 && analyst >= customer * 0.1;
}

/** The words under which analysts answer: those they share with customers, else the one they use most. */
function answeringOf(uses: readonly Use[]): Set<string> {
  const shared = uses.filter(isShared);
  if (shared.length > 0) return new Set(shared.map(({ word }) => word));
  const own = uses.filter(({ customer, analyst }) => customer === 0 && analyst > 0);
  return new Set(
    own
      .sort((a, b) => b.analyst - a.analyst)
      .slice(0, 1)
      .map(({ word }) => word),
  );
}

/** The role a known word tells. A yes or no is about what its header says. */
function toldBy(word: string, header: string): [string, Role][] {
  const answer = yesOrNo(word);
  const role = roleOf(answer === null ? word : header);
  if (role === null) return [];
  if (answer !== false) return [[word, role]];
  return role === "customer" || role === "analyst"
    ? [[word, role === "customer" ? "analyst" : "customer"]]
    : [];
}

/** Where two words are known as the customer's and none as the analyst's, those that are not: a desk may call its own people users. */
function rivalsOf(uses: readonly Use[], told: ReadonlyMap<string, Role>): string[] {
  const customers = uses.filter(({ word }) => told.get(word) === "customer");
  if (customers.length < 2 || [...told.values()].includes("analyst")) return [];
  return customers
    .filter(
      ({ customer, analyst, begins }) => analyst > customer || (customer + analyst === 0 && begins === 0),
    )
    .map(({ word }) => word);
}

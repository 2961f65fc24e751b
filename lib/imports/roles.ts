/** Who wrote a message, from the words of a column or from who began the ticket. Pure. */
import type { Row } from "./table";

export type Role = "customer" | "analyst" | "note" | "system";

/** Words desks use; a column in other words is read by which of them begins the tickets. */
const known: Record<Role, RegExp> = {
  note: /\b(note|internal|private|comment_private|notiz|intern|interne?|nota|备注|内部)\b/iu,
  system: /\b(system|bot|automation|trigger|robot|系统)\b/iu,
  customer:
    /\b(customer|client|user|end.?user|requester|contact|caller|reporter|visitor|inbound|incoming|received|kunde|kundin|anfragende\w*|cliente?|usuario|utilisateur|demandeur)\b|客户|用户/iu,
  analyst:
    /\b(agent|analyst|support|staff|operator|employee|admin|assignee|engineer|technician|helpdesk|outbound|outgoing|sent|reply|mitarbeiter\w*|bearbeiter\w*|agente|soporte|technicien)\b|客服|工程师/iu,
};

/** Tells the writer of each row of a ticket; rows are in their order of time. */
export type TellRole = (rows: readonly Row[]) => Role[];

/** How the roles of a table are told, from its columns for role, author, customer and e-mail, where they are there. */
export function rolesOf(
  tickets: Iterable<readonly Row[]>,
  columns: { role?: string; author?: string; customer?: string; email?: string },
): TellRole {
  const beginners = columns.role ? beginnersOf(tickets, columns.role) : new Set<string>();
  return (rows) => {
    const first = rows[0]?.cells;
    const asking = new Set(
      [
        columns.author && first?.[columns.author],
        columns.customer && first?.[columns.customer],
        columns.email && first?.[columns.email],
      ]
        .filter(Boolean)
        .map((name) => String(name).toLowerCase()),
    );
    return rows.map(({ cells }, index) => {
      const said = columns.role ? (cells[columns.role] ?? "") : "";
      if (said) return wordRole(said) ?? (beginners.has(said) ? "customer" : "analyst");
      const author = columns.author ? (cells[columns.author] ?? "") : "";
      if (author) return asking.has(author.toLowerCase()) ? "customer" : "analyst";
      // Without any name the two take turns, the customer first.
      return index % 2 === 0 ? "customer" : "analyst";
    });
  };
}

/** True when the values of a column look like roles: few, and most of them known words or two that alternate. */
export function isRoleColumn(values: readonly string[]): boolean {
  const distinct = new Set(values.filter(Boolean));
  if (distinct.size < 2 || distinct.size > 8) return false;
  const told = [...distinct].filter((value) => wordRole(value) !== null).length;
  return told * 2 >= distinct.size;
}

function wordRole(text: string): Role | null {
  const order = ["note", "system", "customer", "analyst"] as const;
  return order.find((role) => known[role].test(text)) ?? null;
}

function beginnersOf(tickets: Iterable<readonly Row[]>, column: string): Set<string> {
  const counts = new Map<string, number>();
  for (const [first] of tickets) {
    const value = first?.cells[column];
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  return new Set([...counts].filter(([, count]) => count === most).map(([value]) => value));
}

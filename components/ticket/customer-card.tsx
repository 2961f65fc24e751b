/** Who asks: what is known of the customer, and which customers are the same person. */
import type { Customer } from "#lib/tickets/model";
import { DefinitionList } from "../ui/definition-list";
import { CustomerIdentity } from "./customer-identity";
import { PlainText } from "./plain-text";

type CustomerCardProps = { ticketId: number; customer: Customer | null };

export function CustomerCard({ ticketId, customer }: CustomerCardProps) {
  if (!customer) return <p className="text-ink-muted">No customer. Tickets from monitoring have none.</p>;
  const facts = [
    { term: "Name", value: customer.name },
    { term: "Company", value: customer.company },
    { term: "Email", value: customer.email && <Address email={customer.email} /> },
    { term: "Plan", value: customer.plan },
  ].flatMap(({ term, value }) =>
    value ? [{ term, value: <bdi className="wrap-anywhere">{value}</bdi> }] : [],
  );
  return (
    <>
      <DefinitionList items={facts} />
      {customer.notes && <PlainText text={customer.notes} className="mt-2 text-ink-muted" />}
      <CustomerIdentity key={customer.id} ticketId={ticketId} customer={customer} />
    </>
  );
}

/** Breaks at the sign before anywhere else. */
function Address({ email }: { email: string }) {
  const [name, ...domain] = email.split("@");
  return (
    <>
      {name}
      <wbr />
      {domain.length > 0 && `@${domain.join("@")}`}
    </>
  );
}

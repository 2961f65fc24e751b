/** The ticket's own fields, each to be changed where it stands. */
"use client";
import { roleMay } from "#lib/platform/rules";
import { priorities } from "#lib/sla/model";
import { mayMove, type Ticket, ticketStatuses } from "#lib/tickets/model";
import { hasCustomer } from "#lib/tickets/rules";
import { useDesk, usePersonName, useQueueName } from "../inbox/desk-context";
import { DueClock } from "../inbox/due-clock";
import { priorityWords, statusWords } from "../inbox/ticket-words";
import { DefinitionList } from "../ui/definition-list";
import { RelativeTime } from "../ui/relative-time";
import { Select } from "../ui/select";
import { useTicketChange } from "./use-ticket-change";

/** Looks like text until it is pointed at. */
const quietSelect =
  "-mx-2 border-transparent bg-transparent hover:border-line-strong [&>svg]:opacity-0 hover:[&>svg]:opacity-100 focus-visible:[&>svg]:opacity-100";
const nobody = "nobody";

export function TicketFields({ ticket }: { ticket: Ticket }) {
  const { me, people, queues } = useDesk();
  const personName = usePersonName();
  const queueName = useQueueName();
  const { moveTo, assignTo, setQueue, setPriority } = useTicketChange(ticket.id);
  const isReader = !roleMay(me.role, "ticket.write");
  const { status, priority, queueId, assigneeId } = ticket;
  // Triage finds them while the ticket is open: their lines are there before.
  const facts = [
    { term: "Category", value: ticket.category },
    { term: "Service", value: ticket.service },
  ].map(({ term, value }) => ({ term, value: value ? <bdi>{value}</bdi> : <NotSet /> }));
  if (isReader)
    return (
      <DefinitionList
        items={[
          { term: "Status", value: statusWords[status] },
          { term: "Assignee", value: personName(assigneeId) },
          { term: "Queue", value: queueName(queueId) },
          { term: "Priority", value: priorityWords[priority] },
          ...facts,
        ]}
      />
    );
  return (
    <DefinitionList
      className="items-center gap-y-0.5"
      items={[
        {
          term: "Status",
          value: (
            <Select
              aria-label="Status"
              className={quietSelect}
              value={status}
              onValueChange={(to) => void moveTo(to)}
              options={ticketStatuses
                .filter((to) => to === status || mayMove(status, to))
                .map((value) => ({ value, label: statusWords[value] }))}
            />
          ),
        },
        {
          term: "Assignee",
          value: (
            <Select
              aria-label="Assignee"
              className={quietSelect}
              value={assigneeId ?? nobody}
              onValueChange={(next) => void assignTo(next === nobody ? null : next)}
              options={[
                { value: nobody, label: "Unassigned" },
                ...people.map(({ id, name }) => ({
                  value: id,
                  label: id === me.id ? `${name} (you)` : name,
                })),
              ]}
            />
          ),
        },
        {
          term: "Queue",
          value: (
            <Select
              aria-label="Queue"
              className={quietSelect}
              value={queueId === null ? nobody : String(queueId)}
              onValueChange={(next) => void setQueue(next === nobody ? null : Number(next))}
              options={[
                { value: nobody, label: "No queue" },
                ...queues.map(({ id, name }) => ({ value: String(id), label: name })),
              ]}
            />
          ),
        },
        {
          term: "Priority",
          value: (
            <Select
              aria-label="Priority"
              className={quietSelect}
              value={priority}
              onValueChange={(next) => void setPriority(next)}
              options={priorities.map((value) => ({ value, label: priorityWords[value] }))}
            />
          ),
        },
        { term: "Due", value: <Due ticket={ticket} /> },
        ...facts,
        { term: "Opened", value: <RelativeTime time={ticket.openedAt} /> },
      ]}
    />
  );
}

function Due({ ticket }: { ticket: Ticket }) {
  if (!ticket.dueAt) return <NotSet />;
  return <DueClock dueAt={ticket.dueAt} reason={ticket.dueReason} hasCustomer={hasCustomer(ticket)} />;
}

function NotSet() {
  return <span className="text-ink-faint">None</span>;
}

/** The queues with their members; each opens in a sheet to be changed. */
"use client";
import { Inbox, Lock } from "lucide-react";
import { useState } from "react";
import { starterQueues } from "#lib/onboarding/model";
import type { ServerAction } from "#lib/platform/model";
import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Table, Td, Th } from "../ui/table";
import { useAction } from "../use-action";
import type { QueueActions, QueueWithMembers, StaffName } from "./queue-actions";
import { QueueSheet } from "./queue-sheet";

type QueueListProps = QueueActions & {
  queues: QueueWithMembers[];
  staff: StaffName[];
  /** Makes a set of queues to start from. */
  createStarters: ServerAction<Record<never, never>>;
};

export function QueueList({ queues, staff, createStarters, ...actions }: QueueListProps) {
  const starters = useAction("queue-list", createStarters);
  const [open, setOpen] = useState<QueueWithMembers | "new" | null>(null);
  const names = new Map(staff.map(({ id, name }) => [id, name]));
  return (
    <>
      <PageHeader
        title="Queues"
        description="Each ticket is in one queue. Members see its tickets first; everyone can help, unless a queue is for its members only."
        actions={
          <Button variant="primary" onClick={() => setOpen("new")}>
            Add a queue
          </Button>
        }
      />
      {queues.length === 0 ? (
        <EmptyState
          icon={<Inbox />}
          title="No queues yet"
          action={
            <Button busy={starters.busy} onClick={() => starters.run({})}>
              Create {starterQueues.map(({ name }) => name).join(", ")}
            </Button>
          }
        >
          Add a queue for each team or topic. Connectors refer to a queue by its key, and triage proposes one
          for each new ticket.
        </EmptyState>
      ) : (
        <Table label="Queues">
          <thead>
            <tr>
              <Th>Queue</Th>
              <Th>Key</Th>
              <Th>Members</Th>
            </tr>
          </thead>
          <tbody>
            {queues.map((queue) => (
              <tr key={queue.id}>
                <Td>
                  <button
                    type="button"
                    className="text-left font-medium underline-offset-2 hover:underline"
                    onClick={() => setOpen(queue)}
                  >
                    {queue.name}
                  </button>
                  {queue.isRestricted && (
                    <Badge tone="caution" icon={<Lock />} className="ml-2">
                      Members only
                    </Badge>
                  )}
                  {queue.description && (
                    <p className="text-sm text-pretty text-ink-muted">{queue.description}</p>
                  )}
                </Td>
                <Td className="font-mono text-sm leading-5 whitespace-nowrap">{queue.key}</Td>
                <Td>
                  <Members names={queue.memberIds.flatMap((id) => names.get(id) ?? [])} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {open && (
        <QueueSheet
          key={open === "new" ? "new" : open.id}
          queue={open === "new" ? null : open}
          staff={staff}
          onClose={() => setOpen(null)}
          {...actions}
        />
      )}
    </>
  );
}

const mostShown = 6;

function Members({ names }: { names: string[] }) {
  if (names.length === 0) return <span className="text-ink-faint">No members</span>;
  return (
    <span className="flex items-center gap-1">
      {names.slice(0, mostShown).map((name) => (
        <Avatar key={name} name={name} size="sm" />
      ))}
      {names.length > mostShown && (
        <span className="text-sm text-ink-muted">+{names.length - mostShown}</span>
      )}
    </span>
  );
}

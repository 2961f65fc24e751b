/** Above the list: search, filters by queue and priority, and the way to a new ticket. */
"use client";
import { ListFilter, Plus, X } from "lucide-react";
import { useCallback, useState } from "react";
import { inboxSorts, isSortable } from "#lib/inbox/model";
import { priorities } from "#lib/sla/model";
import { SearchField } from "../search-field";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { focusTicket } from "../ticket/focus-ticket";
import { Badge } from "../ui/badge";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "../ui/dropdown-menu";
import { IconButton } from "../ui/icon-button";
import { useDesk, usePersonName } from "./desk-context";
import { sortNames, useInboxPlace } from "./inbox-filter";
import { NewTicketDialog } from "./new-ticket-dialog";
import { priorityWords } from "./ticket-words";

export function ListTools() {
  const { queues } = useDesk();
  const { view, queue, priority, assignee, sort, search, setPlace } = useInboxPlace();
  const personName = usePersonName();
  const [isOpening, setIsOpening] = useState(false);
  const find = useCallback((words: string) => void setPlace({ search: words || null }), [setPlace]);
  useShortcut("ticket.new", () => setIsOpening(true));
  const isSorted = sort !== "activity" && isSortable(view);
  const queueName = queues.find(({ id }) => id === queue)?.name;
  return (
    <div className="flex flex-col gap-2 px-3 pt-3 pb-1">
      <div className="flex items-center gap-1">
        <SearchField
          label="Search tickets"
          placeholder="Search, or #1042"
          value={search}
          onSearch={find}
          onLeave={focusTicket}
        />
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <IconButton label="Filter and sort" icon={<ListFilter />} />
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end" className="max-h-[80dvh] overflow-y-auto">
            {isSortable(view) && (
              <>
                <DropdownMenuLabel>Sort by</DropdownMenuLabel>
                <DropdownMenuRadioGroup
                  value={sort}
                  onValueChange={(next) =>
                    setPlace({ sort: inboxSorts.find((known) => known === next) ?? null })
                  }
                >
                  {inboxSorts.map((each) => (
                    <DropdownMenuRadioItem key={each} value={each}>
                      {sortNames[each]}
                    </DropdownMenuRadioItem>
                  ))}
                </DropdownMenuRadioGroup>
                <DropdownMenuSeparator />
              </>
            )}
            <DropdownMenuLabel>Queue</DropdownMenuLabel>
            <DropdownMenuRadioGroup
              value={String(queue ?? "")}
              onValueChange={(next) => setPlace({ queue: next ? Number(next) : null })}
            >
              <DropdownMenuRadioItem value="">Every queue</DropdownMenuRadioItem>
              {queues.map(({ id, name }) => (
                <DropdownMenuRadioItem key={id} value={String(id)}>
                  {name}
                </DropdownMenuRadioItem>
              ))}
            </DropdownMenuRadioGroup>
            <DropdownMenuSeparator />
            <DropdownMenuLabel>Priority</DropdownMenuLabel>
            <DropdownMenuRadioGroup
              value={priority ?? ""}
              onValueChange={(next) =>
                setPlace({ priority: priorities.find((known) => known === next) ?? null })
              }
            >
              <DropdownMenuRadioItem value="">Every priority</DropdownMenuRadioItem>
              {priorities.toReversed().map((each) => (
                <DropdownMenuRadioItem key={each} value={each}>
                  {priorityWords[each]}
                </DropdownMenuRadioItem>
              ))}
            </DropdownMenuRadioGroup>
          </DropdownMenuContent>
        </DropdownMenu>
        <IconButton
          label="New ticket"
          keys={keysOf("ticket.new")}
          icon={<Plus />}
          onClick={() => setIsOpening(true)}
        />
      </div>
      {(queueName || priority || assignee || isSorted) && (
        <ul aria-label="Filters" className="flex flex-wrap gap-1">
          {isSorted && <ActiveFilter words={sortNames[sort]} onRemove={() => setPlace({ sort: null })} />}
          {assignee && (
            <ActiveFilter words={personName(assignee)} onRemove={() => setPlace({ assignee: null })} />
          )}
          {queueName && <ActiveFilter words={queueName} onRemove={() => setPlace({ queue: null })} />}
          {priority && (
            <ActiveFilter words={priorityWords[priority]} onRemove={() => setPlace({ priority: null })} />
          )}
        </ul>
      )}
      <NewTicketDialog open={isOpening} onOpenChange={setIsOpening} />
    </div>
  );
}

function ActiveFilter({ words, onRemove }: { words: string; onRemove: () => void }) {
  return (
    <li className="flex">
      <button
        type="button"
        onClick={onRemove}
        aria-label={`Remove the filter ${words}`}
        className="inline-flex min-h-6 items-center coarse:min-h-11"
      >
        <Badge outline icon={<X aria-hidden />} className="hover:bg-hover">
          {words}
        </Badge>
      </button>
    </li>
  );
}

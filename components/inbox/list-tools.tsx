/** Above the list: search, filters by queue and priority, and the way to a new ticket. */
"use client";
import { ListFilter, Plus, Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { priorities } from "#lib/tickets/model";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
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
import { Kbd } from "../ui/kbd";
import { useDesk } from "./desk-context";
import { useInboxPlace } from "./inbox-filter";
import { NewTicketDialog } from "./new-ticket-dialog";
import { priorityWords } from "./ticket-words";

/** How long typing pauses before the words are looked for, in ms. */
const searchPauseMs = 220;

export function ListTools() {
  const { queues } = useDesk();
  const { queue, priority, setPlace } = useInboxPlace();
  const [isOpening, setIsOpening] = useState(false);
  useShortcut("ticket.new", () => setIsOpening(true));
  const queueName = queues.find(({ id }) => id === queue)?.name;
  return (
    <div className="flex flex-col gap-2 px-3 pt-3 pb-1">
      <div className="flex items-center gap-1">
        <SearchField />
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <IconButton label="Filter" icon={<ListFilter />} />
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
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
      {(queueName || priority) && (
        <div className="flex flex-wrap gap-1">
          {queueName && <ActiveFilter words={queueName} onRemove={() => setPlace({ queue: null })} />}
          {priority && (
            <ActiveFilter words={priorityWords[priority]} onRemove={() => setPlace({ priority: null })} />
          )}
        </div>
      )}
      <NewTicketDialog open={isOpening} onOpenChange={setIsOpening} />
    </div>
  );
}

function SearchField() {
  const { search, setPlace } = useInboxPlace();
  const [words, setWords] = useState(search);
  const input = useRef<HTMLInputElement>(null);
  useShortcut("search.focus", () => input.current?.select());
  useEffect(() => {
    const timer = setTimeout(() => void setPlace({ search: words.trim() || null }), searchPauseMs);
    return () => clearTimeout(timer);
  }, [words, setPlace]);
  return (
    <div className="relative min-w-0 flex-1">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2 size-4 -translate-y-1/2 text-ink-faint"
      />
      <input
        ref={input}
        type="search"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        aria-label="Search tickets"
        placeholder="Search, or #1042"
        maxLength={200}
        className="h-7 w-full rounded-md bg-sunken pr-7 pl-8 text-base placeholder:text-ink-faint hover:bg-hover focus:bg-canvas coarse:h-11 coarse:text-lg [&::-webkit-search-cancel-button]:hidden"
      />
      {words ? (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => {
            setWords("");
            input.current?.focus();
          }}
          className="absolute top-1/2 right-1.5 inline-flex size-5 -translate-y-1/2 items-center justify-center rounded-sm text-ink-faint hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : (
        <Kbd
          keys={keysOf("search.focus") ?? "/"}
          className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-ink-faint coarse:hidden"
        />
      )}
    </div>
  );
}

function ActiveFilter({ words, onRemove }: { words: string; onRemove: () => void }) {
  return (
    <button type="button" onClick={onRemove} aria-label={`Remove the filter ${words}`}>
      <Badge outline icon={<X aria-hidden />} className="hover:bg-hover">
        {words}
      </Badge>
    </button>
  );
}

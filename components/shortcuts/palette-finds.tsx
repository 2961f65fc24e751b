/** What the palette finds beside commands: tickets and articles by a search on the server, people of the team by name. */
"use client";
import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { BookOpen, Inbox, UserRound } from "lucide-react";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { InboxPage } from "#lib/inbox/model";
import { ArticlesPage } from "#lib/knowledge/model";
import { useDesk } from "../inbox/desk-context";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";
import { cn } from "../ui/cn";
import { menuItemStyle } from "../ui/menu-style";

/** Of each kind. */
const mostShown = 5;
/** A search waits until the hand pauses. */
const pauseMs = 150;

export const paletteGroupStyle =
  "[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-sm [&_[cmdk-group-heading]]:text-ink-faint";

/** What the palette shows beside commands, a value a line; and whether the answer for the words as they stand is still to come. */
export type Finds = { values: string; isLooking: boolean };

type PaletteFindsProps = {
  words: string;
  /** The first of what is found for these words is chosen when it comes. */
  isAwaited: boolean;
  onFinds: (finds: Finds) => void;
  onChoose: (href: string) => void;
};

export function PaletteFinds({ words, isAwaited, onFinds, onChoose }: PaletteFindsProps) {
  const { people } = useDesk();
  const search = usePaused(words.trim());
  const enabled = search.length >= 2;
  const foundTickets = useQuery({
    queryKey: queryKeys.foundTickets(search),
    // Nothing tells of what changed since it was found.
    staleTime: 0,
    queryFn: ({ signal }) => fetchJson(InboxPage, "/api/inbox", { view: "all", search }, signal),
    enabled,
    placeholderData: (before) => before,
  });
  const foundArticles = useQuery({
    queryKey: [...queryKeys.articles, "palette", search],
    queryFn: ({ signal }) => fetchJson(ArticlesPage, "/api/articles", { search }, signal),
    enabled,
    placeholderData: (before) => before,
  });
  const tickets = foundTickets.data?.rows.slice(0, mostShown);
  const articles = foundArticles.data?.rows.slice(0, mostShown);
  const named = people
    .filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
    .slice(0, mostShown);
  const found = [
    ...(tickets ?? []).map(({ id }) => ({ value: `ticket ${id}`, href: ticketHref(id) })),
    ...named.map(({ id }) => ({ value: `person ${id}`, href: personHref(id) })),
    ...(articles ?? []).map(({ id }) => ({ value: `article ${id}`, href: articleHref(id) })),
  ];
  const values = enabled ? found.map(({ value }) => value).join("\n") : "";
  const isLooking = words.trim() !== search || foundTickets.isFetching || foundArticles.isFetching;
  useEffect(() => onFinds({ values, isLooking }), [onFinds, values, isLooking]);
  const first = enabled && isAwaited && !isLooking ? found[0]?.href : undefined;
  const choose = useEffectEvent(onChoose);
  useEffect(() => {
    if (first) choose(first);
  }, [first]);
  if (!enabled) return null;
  return (
    <>
      <Finds heading="Tickets">
        {tickets?.map(({ id, subject, customerName }) => (
          <Find key={id} value={`ticket ${id}`} icon={<Inbox />} onSelect={() => onChoose(ticketHref(id))}>
            <span className="shrink-0 text-ink-faint tabular-nums">#{id}</span>
            <bdi className="truncate">{subject}</bdi>
            <bdi className="ml-auto max-w-2/5 shrink-0 truncate text-ink-faint">{customerName}</bdi>
          </Find>
        ))}
      </Finds>
      <Finds heading="People">
        {named.map(({ id, name }) => (
          <Find
            key={id}
            value={`person ${id}`}
            icon={<UserRound />}
            onSelect={() => onChoose(personHref(id))}
          >
            <bdi className="truncate">{name}</bdi>
            <span className="ml-auto shrink-0 text-ink-faint">Assigned tickets</span>
          </Find>
        ))}
      </Finds>
      <Finds heading="Articles">
        {articles?.map(({ id, title }) => (
          <Find
            key={id}
            value={`article ${id}`}
            icon={<BookOpen />}
            onSelect={() => onChoose(articleHref(id))}
          >
            <bdi className="truncate">{title}</bdi>
          </Find>
        ))}
      </Finds>
    </>
  );
}

const ticketHref = (id: number) => `/inbox?ticket=${id}`;
const personHref = (id: string) => `/inbox?view=all&assignee=${encodeURIComponent(id)}`;
const articleHref = (id: number) => `/knowledge/${id}`;

function Finds({ heading, children }: { heading: string; children: ReactNode[] | undefined }) {
  if (!children || children.length === 0) return null;
  return (
    <Command.Group forceMount heading={heading} className={paletteGroupStyle}>
      {children}
    </Command.Group>
  );
}

type FindProps = { value: string; icon: ReactNode; onSelect: () => void; children: ReactNode };

/** The server has matched it: the palette does not again. */
function Find({ value, icon, onSelect, children }: FindProps) {
  return (
    <Command.Item
      forceMount
      value={value}
      onSelect={onSelect}
      className={cn(menuItemStyle, "min-w-0 px-3 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-faint")}
    >
      {icon}
      {children}
    </Command.Item>
  );
}

function usePaused(words: string): string {
  const [paused, setPaused] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(words), pauseMs);
    return () => clearTimeout(timer);
  }, [words]);
  return paused;
}

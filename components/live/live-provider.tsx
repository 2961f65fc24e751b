/** Keeps what is on the screen true: applies the event stream to the query cache, the drafts and the presence map. */
"use client";
import { type QueryClient, type QueryKey, useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { type Given, givenBy } from "../inbox/tell-given";
import type { Connection } from "../shell/connection-words";
import { type DraftStore, type LiveDraft, makeDraftStore } from "./draft-store";
import { openLiveConnection } from "./live-connection";
import type { LiveMessage } from "./live-message";
import { patchPresence } from "./presence-list";
import { listKey, presenceKey, queryKeys } from "./query-keys";
import { reread } from "./reread";
import { makeTicketBatch, type TicketBatch } from "./ticket-batch";

type Live = {
  connection: Connection;
  drafts: DraftStore;
  batch: TicketBatch;
  /** The server runs another build than the one this page is of. */
  isOutdated: boolean;
};
const LiveContext = createContext<Live | undefined>(undefined);

type LiveProviderProps = {
  /** The build this page is of. */
  build: string;
  /** Something on a ticket is due soon, or is up: whoever has it is told. */
  onRung: (rung: Rung) => void;
  /** A ticket changed hands: whoever has it now is told. */
  onGiven: (given: Given) => void;
  children: ReactNode;
};

/** What a timer said, and of whose ticket. */
export type Rung = { ticketId: number; what: string; assigneeId: string | null };

export function LiveProvider({ build, onRung, onGiven, children }: LiveProviderProps) {
  const queryClient = useQueryClient();
  const [connection, setConnection] = useState<Connection>("connecting");
  const [drafts] = useState(makeDraftStore);
  const [batch] = useState(makeTicketBatch);
  const [installed, setInstalled] = useState(build);
  const newest = useRef(build);

  useEffect(() => {
    const leaveBatch = batch.subscribe((ticketIds) => {
      for (const ticketId of ticketIds) void reread(queryClient, queryKeys.ticket(ticketId));
      refresh(queryClient, queryKeys.counters);
    });
    const close = openLiveConnection({
      onConnection(next) {
        setConnection(next);
        // What could not be read while nothing could be reached is read now, without anybody asking again.
        if (next === "connected")
          void queryClient.invalidateQueries({ predicate: ({ state }) => state.error !== null });
      },
      onMessage(message) {
        if (message.kind !== "build")
          return applyMessage(message, { queryClient, drafts, batch, onRung, onGiven });
        newest.current = message.build;
        setInstalled(message.build);
      },
      present: () => [
        { kind: "build", build: newest.current },
        ...drafts
          .all()
          .map((draft) => ({ kind: "draft", draft: { ...draft, from: 0 } }) satisfies LiveMessage),
      ],
    });
    return () => {
      close();
      leaveBatch();
    };
  }, [queryClient, drafts, batch, onRung, onGiven]);

  const isOutdated = installed !== build;
  const live = useMemo(
    () => ({ connection, drafts, batch, isOutdated }),
    [connection, drafts, batch, isOutdated],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("Live data needs <LiveProvider> above it.");
  return live;
}

/** The draft that grows on a ticket at this moment. */
export function useLiveDraft(ticketId: number): LiveDraft | undefined {
  const { drafts } = useLive();
  return useSyncExternalStore(
    useMemo(() => (listener: () => void) => drafts.subscribe(ticketId, listener), [drafts, ticketId]),
    () => drafts.get(ticketId),
    () => undefined,
  );
}

/** The key that all others begin with. */
const everything: QueryKey = [];

type Targets = Pick<LiveProviderProps, "onRung" | "onGiven"> & {
  queryClient: QueryClient;
  drafts: DraftStore;
  batch: TicketBatch;
};

/**
 * Reads anew what changes too often to begin again at each change. A read under way may have been answered before the
 * change: it is followed by one more.
 */
async function refresh(queryClient: QueryClient, queryKey: QueryKey) {
  const isUnderWay = queryClient.isFetching({ queryKey }) > 0;
  await queryClient.invalidateQueries({ queryKey }, { cancelRefetch: false });
  if (isUnderWay) await queryClient.invalidateQueries({ queryKey }, { cancelRefetch: false });
}

function applyMessage(
  message: Exclude<LiveMessage, { kind: "build" }>,
  { queryClient, drafts, batch, onRung, onGiven }: Targets,
) {
  if (message.kind === "draft") return drafts.apply(message.draft);
  if (message.kind === "resync") {
    drafts.clear();
    void reread(queryClient, everything);
    return;
  }
  const { topic, ticketId, data } = message.change;
  switch (topic) {
    case "presence":
      queryClient.setQueryData(presenceKey, (before) => patchPresence(before, ticketId, data));
      return;
    case "question":
      if (ticketId !== null) {
        void reread(queryClient, queryKeys.questions(ticketId));
        void reread(queryClient, queryKeys.summary(ticketId));
      }
      return;
    case "article":
      void reread(queryClient, queryKeys.articles);
      return;
    case "incident":
      refresh(queryClient, queryKeys.incidents);
      return;
    case "oncall":
      refresh(queryClient, queryKeys.oncall);
      return;
    // The badges are asked for with every batch of tickets.
    case "counter":
    case "setting":
      return;
    default: {
      const given = givenBy(ticketId, data);
      if (given) onGiven(given);
      if (ticketId !== null && typeof data.rung === "string")
        onRung({
          ticketId,
          what: data.rung,
          assigneeId: typeof data.assigneeId === "string" ? data.assigneeId : null,
        });
      if (ticketId === null) void reread(queryClient, listKey);
      else batch.add(ticketId);
    }
  }
}

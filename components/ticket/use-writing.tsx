/** Something being written to a customer: its words, what it was begun on, and what others wrote since. */
"use client";
import { useMemo, useRef, useState } from "react";
import type { TimelineEvent } from "#lib/tickets/event";
import { unseenSince } from "#lib/tickets/rules";
import { useDesk } from "../inbox/desk-context";
import { newestId } from "./newest-event";
import { type Basis, forgetText, useBasis, useStoredText } from "./stored-text";
import { useConversation } from "./ticket-query";

export type Writing = {
  text: string;
  basis: Basis;
  write: (text: string) => void;
  /** Begins on what stands on the screen now; nothing where something was begun already. */
  begin: () => void;
  /** It was sent, or given up. */
  forget: () => void;
};

/** `place` is where the words are kept, e.g. `reply.1042`. */
export function useWriting(ticketId: number, place: string): Writing {
  const { me } = useDesk();
  const events = useEvents(ticketId);
  const [text, setText] = useStoredText(place);
  const [basis, setBasis] = useBasis(place);
  // Whoever empties the field and starts anew still writes on what was there when they began.
  const isBegun = useRef(false);
  const begin = () => {
    if (text === "") setBasis({ seenId: newestId(events) });
    isBegun.current = true;
  };
  return {
    text,
    basis,
    begin,
    write(next) {
      if (text === "" && next !== "" && !isBegun.current) begin();
      setText(next);
    },
    forget() {
      isBegun.current = false;
      forgetText(me.id, place);
    },
  };
}

type Unseen = {
  unseen: readonly TimelineEvent[];
  /** Somebody wanted to send in spite of it, and has it before his eyes. */
  isAsking: boolean;
  /** True when it may go: nothing is unseen, or all of it was asked about. Else it is asked about now. */
  passes: () => boolean;
};

/** What others wrote after `seenId`, to be asked about before anything is sent past it. */
export function useUnseen(ticketId: number, seenId: number | undefined): Unseen {
  const { me } = useDesk();
  const events = useEvents(ticketId);
  const [askedId, setAskedId] = useState<number>();
  const unseen = useMemo(
    () => (seenId === undefined ? [] : unseenSince(events, seenId, me.id)),
    [events, seenId, me.id],
  );
  const newest = unseen.at(-1)?.id;
  return {
    unseen,
    isAsking: newest !== undefined && askedId !== undefined && askedId > (seenId ?? 0),
    passes() {
      if (newest === undefined || newest === askedId) return true;
      setAskedId(newest);
      return false;
    },
  };
}

const none: readonly TimelineEvent[] = [];

function useEvents(ticketId: number): readonly TimelineEvent[] {
  return useConversation(ticketId).data?.events ?? none;
}

/** Puts words where the reply is written: below what stands there, to be read and edited before they go out. */
"use client";
import { useDesk } from "../inbox/desk-context";
import { announce } from "../live/announcer";
import { newestId } from "./newest-event";
import { keepText } from "./stored-text";
import { useConversation } from "./ticket-query";
import { useTicketView } from "./ticket-view";

/** `what` names the words for whoever cannot see them come: "The answer". */
export function usePutInReply(ticketId: number): (text: string, what: string) => void {
  const { me } = useDesk();
  const { setSheetOpen, writeReply } = useTicketView();
  const events = useConversation(ticketId).data?.events ?? [];
  return (text, what) => {
    if (text === "") return;
    keepText(me.id, `reply.${ticketId}`, text, { seenId: newestId(events) });
    setSheetOpen(false);
    writeReply();
    announce(`${what} is in the reply. Read it before you send it.`);
  };
}

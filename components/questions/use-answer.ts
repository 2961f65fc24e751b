/** Puts an answer where the reply is written: below what stands there, to be read and edited before it goes out. */
"use client";
import { sayable, type TicketQuestion } from "#lib/questions/model";
import { useDesk } from "../inbox/desk-context";
import { announce } from "../live/announcer";
import { newestId } from "../ticket/newest-event";
import { keepText } from "../ticket/stored-text";
import { useConversation } from "../ticket/ticket-query";
import { useTicketView } from "../ticket/ticket-view";

export function useAnswerInReply(ticketId: number): (question: TicketQuestion) => void {
  const { me } = useDesk();
  const { setSheetOpen, writeReply } = useTicketView();
  const events = useConversation(ticketId).data?.events ?? [];
  return ({ statements }) => {
    const text = sayable(statements);
    if (text === "") return;
    keepText(me.id, `reply.${ticketId}`, text, { seenId: newestId(events) });
    setSheetOpen(false);
    writeReply();
    announce("The answer is in the reply. Read it before you send it.");
  };
}

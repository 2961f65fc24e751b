/** Puts an answer where the reply is written. */
"use client";
import { sayable, type TicketQuestion } from "#lib/questions/model";
import { usePutInReply } from "../ticket/put-in-reply";

export function useAnswerInReply(ticketId: number): (question: TicketQuestion) => void {
  const put = usePutInReply(ticketId);
  return ({ statements }) => put(sayable(statements), "The answer");
}

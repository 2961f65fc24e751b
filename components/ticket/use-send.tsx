/** Sending what was written: shown at once; refused, it is back in its box on its ticket, with a sentence. */
"use client";
import { useQueryClient } from "@tanstack/react-query";
import type { ActionResult } from "#lib/platform/model";
import type { TicketDetail } from "#lib/tickets/detail";
import type { TimelineEvent } from "#lib/tickets/event";
import { hasCustomer } from "#lib/tickets/rules";
import { useDesk } from "../inbox/desk-context";
import { announce } from "../live/announcer";
import { queryKeys } from "../live/query-keys";
import { askOnce, unansweredKey } from "../once";
import { useOfferUndo, useReturn } from "../proposal/undo";
import { zoneHere } from "../ui/zone-here";
import { newestId } from "./newest-event";
import { type Basis, keepText } from "./stored-text";

export type MessageKind = "reply" | "note";
type RefusalOf = Extract<ActionResult<never>, { ok: false }>["error"];

/** `basis` is what the words were written on, to be kept with them should they come back. */
export type Send = (text: string, basis?: Basis) => Promise<void>;

export function useSend(ticketId: number): Record<MessageKind, Send> {
  const { actions, me } = useDesk();
  const queryClient = useQueryClient();
  const offerUndo = useOfferUndo();
  const returnTo = useReturn();
  const key = queryKeys.conversation(ticketId);

  /** Shows it before the server has answered; `unshow` takes it back, also where nothing can be asked anew. */
  function show(kind: MessageKind, text: string) {
    const seenEventId = newestId(queryClient.getQueryData<TicketDetail>(key)?.events ?? []);
    const pending = pendingEvent({ ticketId, kind, text, actorId: me.id, actorName: me.name });
    queryClient.setQueryData<TicketDetail>(
      key,
      (data) => data && { ...data, events: [...data.events, pending] },
    );
    const unshow = () =>
      queryClient.setQueryData<TicketDetail>(
        key,
        (data) => data && { ...data, events: data.events.filter(({ id }) => id !== pending.id) },
      );
    return { seenEventId, unshow };
  }
  /** False where there is nobody to write to. */
  const isRead = () => {
    const about = queryClient.getQueryData<TicketDetail>(key)?.ticket;
    return !about || hasCustomer(about);
  };
  const refresh = () => void queryClient.invalidateQueries({ queryKey: queryKeys.ticket(ticketId) });
  /** What was not answered may have arrived: the same words again are then the same message. */
  function giveBack(kind: MessageKind, text: string, basis: Basis, { code, message }: RefusalOf) {
    refresh();
    const isLost = code === "unreachable";
    keepText(me.id, `${kind}.${ticketId}`, text, basis);
    returnTo(ticketId, {
      title: isLost ? "It may not have been sent" : "It was not sent",
      detail: isLost
        ? "Vigil cannot be reached. Your text is back in the box; sent again unchanged, it is sent once."
        : `${message} Your text is back in the box.`,
    });
  }

  return {
    async note(text) {
      const { unshow } = show("note", text);
      const place = `note.${ticketId}`;
      const isAgain = unansweredKey(place) !== null;
      const result = await askOnce(place, (key) => actions.addNote({ ticketId, text }, key));
      if (!result.ok) unshow();
      if (!result.ok) return giveBack("note", text, {}, result.error);
      if (isAgain) refresh();
      announce("Note added.");
    },
    async reply(text, basis = {}) {
      const { seenEventId, unshow } = show("reply", text);
      const input = { ticketId, text, seenEventId, timeZone: zoneHere() };
      const place = `reply.${ticketId}`;
      const isAgain = unansweredKey(place) !== null;
      const result = await askOnce(place, (key) => actions.reply(input, key));
      if (!result.ok) unshow();
      if (!result.ok) return giveBack("reply", text, basis, result.error);
      // What was sent already is no change that the stream would tell of.
      if (isAgain) refresh();
      const { eventId } = result.data;
      offerUndo({
        ticketId,
        words: isRead() ? `Reply to #${ticketId} is on its way` : `Reply recorded on #${ticketId}`,
        undo: async (key) => {
          const undone = await actions.withdrawReply({ eventId }, key);
          if (undone.ok) keepText(me.id, `reply.${ticketId}`, text, { seenId: eventId });
          return undone;
        },
      });
    },
  };
}

type Pending = { ticketId: number; kind: MessageKind; text: string; actorId: string; actorName: string };

/** The message as it will stand in the timeline; its negative id says that the server has not numbered it yet. */
function pendingEvent({ ticketId, kind, text, actorId, actorName }: Pending): TimelineEvent {
  return {
    id: -Date.now(),
    ticketId,
    kind: kind === "reply" ? "analyst_reply" : "note",
    at: new Date(),
    actorKind: "analyst",
    actorId,
    actorName,
    isPublic: kind === "reply",
    body: text,
    data: {},
  };
}

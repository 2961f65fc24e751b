/** Changing a ticket's own fields: shown at once, undone with a sentence when refused. */
"use client";
import { useQueryClient } from "@tanstack/react-query";
import type { ActionResult } from "#lib/platform/model";
import type { TicketDetail } from "#lib/tickets/detail";
import type { Ticket, TriageFields } from "#lib/tickets/model";
import { answerTo } from "../answer-to";
import { useDesk } from "../inbox/desk-context";
import { announce } from "../live/announcer";
import { queryKeys } from "../live/query-keys";
import { makeRandomKey } from "../live/random-key";
import { useOfferUndo } from "../proposal/undo";
import { notify } from "../ui/toast";
import { newestId } from "./newest-event";

type Act = (requestKey: string) => Promise<ActionResult<unknown>>;

/** A ticket as it stood on the screen when a menu was opened; `eventId` of its newest event. */
export type SeenTicket = { ticket: Ticket; eventId: number };

/** `on`: what the change was decided on, where that is not what stands on the screen now. */
export function useTicketChange(ticketId: number) {
  const { actions } = useDesk();
  const queryClient = useQueryClient();
  const offerUndo = useOfferUndo();
  const key = queryKeys.conversation(ticketId);

  async function change(patch: Partial<Ticket>, act: Act, words: string): Promise<boolean> {
    const before = queryClient.getQueryData<TicketDetail>(key);
    queryClient.setQueryData<TicketDetail>(
      key,
      (data) => data && { ...data, ticket: { ...data.ticket, ...patch } },
    );
    const result = await answerTo(act);
    if (result.ok) {
      announce(words);
      return true;
    }
    queryClient.setQueryData(key, before);
    void queryClient.invalidateQueries({ queryKey: queryKeys.ticket(ticketId) });
    notify({ title: "The ticket was not changed", detail: result.error.message, tone: "critical" });
    return false;
  }

  const reopen: Act = (key) => actions.moveStatus({ ticketId, to: "open", seenEventId: seen() }, key);

  /** Takes the ticket out of what is to be done now; one key brings it back. */
  async function putAway(patch: Partial<Ticket>, act: Act, words: string, undo = reopen) {
    if (await change(patch, act, words)) offerUndo({ ticketId, words, undo });
  }

  /** Back from a snooze nothing comes back by itself. */
  async function wake(key: string) {
    const back = await reopen(key);
    return back.ok ? actions.clearFollowUp({ ticketId }, makeRandomKey()) : back;
  }

  const seen = () => newestId(queryClient.getQueryData<TicketDetail>(key)?.events ?? []);

  const current = () => queryClient.getQueryData<TicketDetail>(key)?.ticket;
  const setTriage =
    (fields: TriageFields, seen: TriageFields | undefined): Act =>
    (key) =>
      actions.setTriage({ ticketId, fields, seen }, key);

  return {
    seen,
    moveTo: (to: Ticket["status"]) =>
      change(
        { status: to },
        (key) => actions.moveStatus({ ticketId, to, seenEventId: seen() }, key),
        `Status ${to}.`,
      ),
    assignTo: (assigneeId: string | null, on = current()) =>
      change(
        { assigneeId },
        (key) => actions.assign({ ticketId, assigneeId, seen: on && { assigneeId: on.assigneeId } }, key),
        "Assigned.",
      ),
    setQueue: (queueId: number | null, on = current()) =>
      change({ queueId }, setTriage({ queueId }, on && { queueId: on.queueId }), "Queue set."),
    setPriority: (priority: Ticket["priority"], on = current()) =>
      change({ priority }, setTriage({ priority }, on && { priority: on.priority }), "Priority set."),
    setFields: (fields: TriageFields, { queueId, category, service, priority }: Ticket) =>
      change(fields, setTriage(fields, { queueId, category, service, priority }), "Triage applied."),
    finish: (to: "solved" | "closed") =>
      void putAway(
        { status: to, dueAt: null, dueReason: null },
        (key) => actions.moveStatus({ ticketId, to, seenEventId: seen() }, key),
        `#${ticketId} ${to === "solved" ? "resolved" : "closed"}`,
      ),
    snooze: (until: Date | null, { ticket: { status, followUpAt }, eventId }: SeenTicket) =>
      void putAway(
        { status: "on_hold", followUpAt: until, followUpReason: until && "scheduled" },
        (key) => actions.snooze({ ticketId, until, seen: { status, followUpAt }, seenEventId: eventId }, key),
        `#${ticketId} snoozed`,
        wake,
      ),
    clearFollowUp: () =>
      change(
        { followUpAt: null, followUpReason: null },
        (key) => actions.clearFollowUp({ ticketId }, key),
        "Reminder cleared.",
      ),
  };
}

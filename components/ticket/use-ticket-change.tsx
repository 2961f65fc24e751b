/** Changing a ticket's own fields: shown at once, undone with a sentence when refused. */
"use client";
import { useQueryClient } from "@tanstack/react-query";
import type { ActionResult } from "#lib/platform/model";
import type { Ticket, TicketDetail, TriageFields } from "#lib/tickets/model";
import { useDesk } from "../inbox/desk-context";
import { announce } from "../live/announcer";
import { queryKeys } from "../live/query-keys";
import { notify } from "../ui/toast";
import { newestId } from "./newest-event";

export function useTicketChange(ticketId: number) {
  const { actions } = useDesk();
  const queryClient = useQueryClient();
  const key = queryKeys.conversation(ticketId);

  async function change(patch: Partial<Ticket>, act: () => Promise<ActionResult<unknown>>, words: string) {
    const before = queryClient.getQueryData<TicketDetail>(key);
    queryClient.setQueryData<TicketDetail>(
      key,
      (data) => data && { ...data, ticket: { ...data.ticket, ...patch } },
    );
    const result = await act().catch(() => null);
    if (result?.ok) return announce(words);
    queryClient.setQueryData(key, before);
    void queryClient.invalidateQueries({ queryKey: queryKeys.ticket(ticketId) });
    const detail = result?.error.message ?? "Vigil cannot be reached; try again in a moment.";
    notify({ title: "The ticket was not changed", detail, tone: "critical" });
  }

  const seen = () => newestId(queryClient.getQueryData<TicketDetail>(key)?.events ?? []);

  return {
    moveTo: (to: Ticket["status"]) =>
      change(
        { status: to },
        () => actions.moveStatus({ ticketId, to, seenEventId: seen() }),
        `Status ${to}.`,
      ),
    assignTo: (assigneeId: string | null) =>
      change({ assigneeId }, () => actions.assign({ ticketId, assigneeId }), "Assigned."),
    setQueue: (queueId: number | null) =>
      change({ queueId }, () => actions.setTriage({ ticketId, fields: { queueId } }), "Queue set."),
    setPriority: (priority: Ticket["priority"]) =>
      change({ priority }, () => actions.setTriage({ ticketId, fields: { priority } }), "Priority set."),
    setFields: (fields: TriageFields) =>
      change(fields, () => actions.setTriage({ ticketId, fields }), "Triage applied."),
    followUpAt: (at: Date) =>
      change(
        { dueAt: at, dueReason: "scheduled" },
        () => actions.scheduleFollowUp({ ticketId, at }),
        "Follow-up set.",
      ),
    clearFollowUp: () =>
      change(
        { dueAt: null, dueReason: null },
        () => actions.clearFollowUp({ ticketId }),
        "Follow-up cleared.",
      ),
  };
}

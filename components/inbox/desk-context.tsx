/** What every part of the desk needs to know: who is at it, the team, the queues, and what can be done. */
"use client";
import { createContext, type ReactNode, useContext } from "react";
import type { z } from "zod";
import type { MergeOutcome } from "#lib/customers/model";
import type { HypothesisStatus, InvestigationGrade } from "#lib/investigation/model";
import type { ServerAction } from "#lib/platform/model";
import type { ActionRun, ApproveRunInput, DenyRunInput } from "#lib/remediation/model";
import type { Priority } from "#lib/sla/model";
import type { DecideInput, Decision, DiffPart, ExpectedAction, Grade } from "#lib/suggestions/model";
import type { Person, Queue } from "#lib/team/model";
import type { Ticket, TicketStatus, TriageFields } from "#lib/tickets/model";

type OnTicket = { ticketId: number; version?: number };
/** What goes out or decides something names the newest event that was on the screen. */
type Seen = { seenEventId: number };

/** A ticket typed in by hand. */
export type NewTicket = {
  subject: string;
  text: string;
  customer: { name: string; email: string | null; company: string | null };
  priority: Priority;
  queueId: number | null;
};

/** The desk's writes; the page gives them as server actions. */
export type DeskActions = {
  decide: ServerAction<DecideInput & Seen & { seen: TriageFields | undefined }, Decision>;
  undoDecision: ServerAction<{ decisionId: number }, Decision>;
  gradeAgentRun: ServerAction<{
    agentRunId: number;
    grade: Grade;
    expected?: ExpectedAction | null;
    note?: string;
    seen: Grade | null;
  }>;
  openTicket: ServerAction<NewTicket, { ticket: { id: number } }>;
  reply: ServerAction<OnTicket & Seen & { text: string; timeZone: string }, { eventId: number }>;
  retryReply: ServerAction<{ eventId: number }>;
  withdrawReply: ServerAction<{ eventId: number }>;
  addNote: ServerAction<{ ticketId: number; text: string }>;
  moveStatus: ServerAction<OnTicket & Seen & { to: TicketStatus }>;
  assign: ServerAction<{
    ticketId: number;
    assigneeId: string | null;
    seen: Pick<Ticket, "assigneeId"> | undefined;
  }>;
  setTriage: ServerAction<{ ticketId: number; fields: TriageFields; seen: TriageFields | undefined }>;
  /** Of a customer's message; null takes back what was said. */
  setOrigin: ServerAction<{ eventId: number; origin: "automatic" | "person" | null }>;
  snooze: ServerAction<
    { ticketId: number; until: Date | null; seen: Pick<Ticket, "status" | "followUpAt"> } & Seen
  >;
  clearFollowUp: ServerAction<{ ticketId: number }>;
  withdrawCommitment: ServerAction<{ commitmentId: number }>;
  recordResult: ServerAction<{ eventId: number; text: string }>;
  withdrawToolCall: ServerAction<{ eventId: number }>;
  /** Whether a call the agent made by itself was needed. */
  judgeOwnCall: ServerAction<{ eventId: number; isNeeded: boolean }>;
  addHypothesis: ServerAction<{ ticketId: number; text: string }>;
  steerHypothesis: ServerAction<{
    ticketId: number;
    key: string;
    status: HypothesisStatus | null;
    isStruck: boolean;
  }>;
  /** Has what was looked up on the ticket looked up anew. */
  lookAgain: ServerAction<{ ticketId: number }>;
  gradeInvestigation: ServerAction<{ ticketId: number; grade: InvestigationGrade }>;
  askQuestion: ServerAction<{ ticketId: number; text: string }, { id: number }>;
  cancelQuestion: ServerAction<{ questionId: number }>;
  /** Whether an answer helped; null takes it back. */
  judgeAnswer: ServerAction<{ questionId: number; isHelpful: boolean | null }>;
  eraseQuestion: ServerAction<{ questionId: number }>;
  /** `fromId` goes by the card of `intoId` from then on. */
  mergeCustomers: ServerAction<{ intoId: number; fromId: number }, MergeOutcome>;
  undoMerge: ServerAction<{ customerId: number }, MergeOutcome>;
  approveRun: ServerAction<z.input<typeof ApproveRunInput>, ActionRun>;
  denyRun: ServerAction<z.input<typeof DenyRunInput>, ActionRun>;
  /** Of a step by hand: that it was done, or could not be. */
  confirmRun: ServerAction<{ runId: number; isDone: boolean }, ActionRun>;
  judgeRun: ServerAction<{ runId: number; isHelped: boolean }, ActionRun>;
  rollBackRun: ServerAction<{ runId: number }, ActionRun>;
  /** The ticket is about the incident it looks like, or is not. */
  joinIncident: ServerAction<{ incidentId: number; ticketId: number }>;
  declineTicket: ServerAction<{ incidentId: number; ticketId: number }>;
};

export type DeskPerson = Pick<Person, "id" | "name" | "role">;

export type Desk = {
  me: DeskPerson;
  people: readonly DeskPerson[];
  queues: readonly Queue[];
  actions: DeskActions;
  /** The words that turn one text into the other, counted the way labels count them. */
  wordDiff: (before: string, after: string) => DiffPart[];
};

const DeskContext = createContext<Desk | undefined>(undefined);

export function DeskProvider({ children, ...desk }: Desk & { children: ReactNode }) {
  return <DeskContext value={desk}>{children}</DeskContext>;
}

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("The inbox needs <DeskProvider> above it.");
  return desk;
}

/** A colleague's name by id; people who left the team are told as such. */
export function usePersonName(): (id: string | null) => string {
  const { people } = useDesk();
  return (id) => people.find((person) => person.id === id)?.name ?? (id ? "Former member" : "Unassigned");
}

/** A queue's name by id. */
export function useQueueName(): (id: number | null) => string {
  const { queues } = useDesk();
  return (id) => queues.find((queue) => queue.id === id)?.name ?? "No queue";
}

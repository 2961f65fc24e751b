/** What every part of the desk needs to know: who is at it, the team, the queues, and what can be done. */
"use client";
import { createContext, type ReactNode, useContext } from "react";
import type { z } from "zod";
import type { MergeOutcome } from "#lib/customers/model";
import type { HypothesisStatus, InvestigationGrade } from "#lib/investigation/model";
import type { ActionResult } from "#lib/platform/model";
import type { ActionRun, ApproveRunInput, DenyRunInput } from "#lib/remediation/model";
import type { Priority } from "#lib/sla/model";
import type { DecideInput, Decision, DiffPart, ExpectedAction, Grade } from "#lib/suggestions/model";
import type { Person, Queue } from "#lib/team/model";
import type { TicketStatus, TriageFields } from "#lib/tickets/model";

type Act<Input, Data = unknown> = (input: Input) => Promise<ActionResult<Data>>;
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
  decide: Act<DecideInput & Seen, Decision>;
  undoDecision: Act<{ decisionId: number }, Decision>;
  gradeAgentRun: Act<{
    agentRunId: number;
    grade: Grade;
    expected?: ExpectedAction | null;
    note?: string;
  }>;
  openTicket: Act<NewTicket & { mutationId: string }, { ticket: { id: number } }>;
  reply: Act<OnTicket & Seen & { text: string; mutationId: string; timeZone: string }, { eventId: number }>;
  retryReply: Act<{ eventId: number }>;
  withdrawReply: Act<{ eventId: number }>;
  addNote: Act<{ ticketId: number; text: string; mutationId: string }>;
  moveStatus: Act<OnTicket & Seen & { to: TicketStatus }>;
  assign: Act<OnTicket & { assigneeId: string | null }>;
  setTriage: Act<OnTicket & { fields: TriageFields }>;
  /** Of a customer's message; null takes back what was said. */
  setOrigin: Act<{ eventId: number; origin: "automatic" | "person" | null }>;
  snooze: Act<OnTicket & { until: Date | null }>;
  clearFollowUp: Act<{ ticketId: number }>;
  withdrawCommitment: Act<{ commitmentId: number }>;
  recordResult: Act<{ eventId: number; text: string }>;
  withdrawToolCall: Act<{ eventId: number }>;
  /** Whether a call the agent made by itself was needed. */
  judgeOwnCall: Act<{ eventId: number; isNeeded: boolean }>;
  addHypothesis: Act<{ ticketId: number; text: string }>;
  steerHypothesis: Act<{
    ticketId: number;
    key: string;
    status: HypothesisStatus | null;
    isStruck: boolean;
  }>;
  /** Has what was looked up on the ticket looked up anew. */
  lookAgain: Act<{ ticketId: number }>;
  gradeInvestigation: Act<{ ticketId: number; grade: InvestigationGrade }>;
  askQuestion: Act<{ ticketId: number; text: string; mutationId: string }, { id: number }>;
  cancelQuestion: Act<{ questionId: number }>;
  /** Whether an answer helped; null takes it back. */
  judgeAnswer: Act<{ questionId: number; isHelpful: boolean | null }>;
  eraseQuestion: Act<{ questionId: number }>;
  /** `fromId` goes by the card of `intoId` from then on. */
  mergeCustomers: Act<{ intoId: number; fromId: number }, MergeOutcome>;
  undoMerge: Act<{ customerId: number }, MergeOutcome>;
  approveRun: Act<z.input<typeof ApproveRunInput>, ActionRun>;
  denyRun: Act<z.input<typeof DenyRunInput>, ActionRun>;
  /** Of a step by hand: that it was done, or could not be. */
  confirmRun: Act<{ runId: number; isDone: boolean }, ActionRun>;
  judgeRun: Act<{ runId: number; isHelped: boolean }, ActionRun>;
  rollBackRun: Act<{ runId: number }, ActionRun>;
  /** The ticket is about the incident it looks like, or is not. */
  joinIncident: Act<{ incidentId: number; ticketId: number }>;
  declineTicket: Act<{ incidentId: number; ticketId: number }>;
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

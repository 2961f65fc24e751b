/** Hands the desk what it may do: server actions, and the word diff the labels use. */
"use client";
import type { ReactNode } from "react";
import { type Desk, type DeskActions, DeskProvider } from "#components/inbox/desk-context";
import { CommandPalette } from "#components/shortcuts/command-palette";
import { wordDiff } from "#lib/suggestions/diff";
import {
  addHypothesisAction,
  addNoteAction,
  approveRunAction,
  askQuestionAction,
  assignAction,
  cancelQuestionAction,
  clearFollowUpAction,
  confirmRunAction,
  decideAction,
  denyRunAction,
  eraseQuestionAction,
  gradeAgentRunAction,
  gradeInvestigationAction,
  judgeAnswerAction,
  judgeOwnCallAction,
  judgeRunAction,
  lookAgainAction,
  mergeCustomersAction,
  moveStatusAction,
  openTicketAction,
  recordResultAction,
  replyAction,
  retryReplyAction,
  rollBackRunAction,
  setOriginAction,
  setTriageAction,
  snoozeAction,
  steerHypothesisAction,
  undoDecisionAction,
  undoMergeAction,
  withdrawCommitmentAction,
  withdrawReplyAction,
  withdrawToolCallAction,
} from "./inbox/actions";
import { declineTicketAction, joinIncidentAction } from "./incidents/actions";

const actions: DeskActions = {
  decide: decideAction,
  undoDecision: undoDecisionAction,
  gradeAgentRun: gradeAgentRunAction,
  openTicket: openTicketAction,
  reply: replyAction,
  retryReply: retryReplyAction,
  withdrawReply: withdrawReplyAction,
  addNote: addNoteAction,
  moveStatus: moveStatusAction,
  assign: assignAction,
  setTriage: setTriageAction,
  setOrigin: setOriginAction,
  snooze: snoozeAction,
  clearFollowUp: clearFollowUpAction,
  withdrawCommitment: withdrawCommitmentAction,
  askQuestion: askQuestionAction,
  cancelQuestion: cancelQuestionAction,
  judgeAnswer: judgeAnswerAction,
  eraseQuestion: eraseQuestionAction,
  recordResult: recordResultAction,
  withdrawToolCall: withdrawToolCallAction,
  judgeOwnCall: judgeOwnCallAction,
  addHypothesis: addHypothesisAction,
  steerHypothesis: steerHypothesisAction,
  lookAgain: lookAgainAction,
  gradeInvestigation: gradeInvestigationAction,
  mergeCustomers: mergeCustomersAction,
  undoMerge: undoMergeAction,
  approveRun: approveRunAction,
  denyRun: denyRunAction,
  confirmRun: confirmRunAction,
  judgeRun: judgeRunAction,
  rollBackRun: rollBackRunAction,
  joinIncident: joinIncidentAction,
  declineTicket: declineTicketAction,
};

type DeskPlaceProps = Pick<Desk, "me" | "people" | "queues"> & { children: ReactNode };

export function DeskPlace({ children, ...desk }: DeskPlaceProps) {
  return (
    <DeskProvider {...desk} actions={actions} wordDiff={wordDiff}>
      {children}
      <CommandPalette />
    </DeskProvider>
  );
}

/** What analysts do from the desk: decide on proposals, answer, and move tickets along. */
"use server";
import { mergeCustomers, undoMerge } from "#lib/customers/commands";
import {
  addHypothesis,
  gradeInvestigation,
  judgeOwnCall,
  lookAgain,
  steerHypothesis,
} from "#lib/investigation/commands";
import { askQuestion, cancelQuestion, eraseQuestion, judgeAnswer } from "#lib/questions/commands";
import { approveRun, confirmRun, denyRun, judgeRun, rollBackRun } from "#lib/remediation/runs/commands";
import { decide, gradeAgentRun, undoDecision } from "#lib/suggestions/commands";
import { dismissGuide } from "#lib/team/commands";
import {
  addNote,
  assign,
  clearFollowUp,
  moveStatus,
  openTicket,
  setOrigin,
  setTriage,
  snooze,
} from "#lib/tickets/commands";
import { withdrawCommitment } from "#lib/tickets/commitments/commands";
import { reply, retryReply, withdrawReply } from "#lib/tickets/replies/commands";
import { recordResultByHand, withdrawToolCall } from "#lib/tickets/tool-calls/commands";
import { action } from "../../action";

export const decideAction = action(decide);
export const undoDecisionAction = action(undoDecision);
export const gradeAgentRunAction = action(gradeAgentRun);

export const approveRunAction = action(approveRun);
export const denyRunAction = action(denyRun);
export const confirmRunAction = action(confirmRun);
export const judgeRunAction = action(judgeRun);
export const rollBackRunAction = action(rollBackRun);

export const dismissGuideAction = action(dismissGuide, { refreshes: "/inbox" });

export const mergeCustomersAction = action(mergeCustomers);
export const undoMergeAction = action(undoMerge);

export const openTicketAction = action(openTicket);
export const replyAction = action(reply);
export const retryReplyAction = action(retryReply);
export const withdrawReplyAction = action(withdrawReply);
export const addNoteAction = action(addNote);
export const moveStatusAction = action(moveStatus);
export const assignAction = action(assign);
export const setTriageAction = action(setTriage);
export const setOriginAction = action(setOrigin);
export const snoozeAction = action(snooze);
export const withdrawCommitmentAction = action(withdrawCommitment);
export const clearFollowUpAction = action(clearFollowUp);
export const withdrawToolCallAction = action(withdrawToolCall);
export const recordResultAction = action(recordResultByHand);

export const askQuestionAction = action(askQuestion);
export const cancelQuestionAction = action(cancelQuestion);
export const judgeAnswerAction = action(judgeAnswer);
export const eraseQuestionAction = action(eraseQuestion);

export const judgeOwnCallAction = action(judgeOwnCall);
export const addHypothesisAction = action(addHypothesis);
export const steerHypothesisAction = action(steerHypothesis);
export const gradeInvestigationAction = action(gradeInvestigation);
export const lookAgainAction = action(lookAgain);

/** Asking the agent about a ticket: a field for the question, and what was asked and answered, the newest first. */
"use client";
import { useEffect, useRef } from "react";
import { roleMay } from "#lib/platform/rules";
import { isPending, sayable } from "#lib/questions/model";
import { useDesk } from "../inbox/desk-context";
import { announce } from "../live/announcer";
import { useShortcut } from "../shortcuts/use-shortcut";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonText } from "../ui/skeleton";
import { AskForm } from "./ask-form";
import { QuestionItem } from "./question-item";
import { useQuestions } from "./question-query";
import { useAnswerInReply } from "./use-answer";

export function AskPanel({ ticketId }: { ticketId: number }) {
  const { me } = useDesk();
  const { data, error, refetch } = useQuestions(ticketId);
  const putInReply = useAnswerInReply(ticketId);
  const questions = data?.questions;
  const last = questions?.findLast(
    ({ status, statements }) => status === "answered" && sayable(statements) !== "",
  );
  useShortcut("ticket.useAnswer", () => last && putInReply(last), { enabled: last !== undefined });
  useAnnounced(questions?.at(-1));
  const mayAsk = roleMay(me.role, "ticket.write");
  return (
    <div className="flex flex-col gap-3">
      {mayAsk && <AskForm ticketId={ticketId} />}
      {error && <ErrorState title={error.message} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={4} label="Loading questions" />}
      {questions?.length === 0 && (
        <EmptyState title="Ask about this ticket">
          What did the customer ask? What was tried? What is open? How were similar tickets resolved? Or
          anything the knowledge base, this ticket or a past one may answer. Every statement links to what it
          rests on.
        </EmptyState>
      )}
      {questions && questions.length > 0 && (
        <ol aria-label="Questions and answers" className="flex flex-col">
          {questions.toReversed().map((question) => (
            <QuestionItem key={question.id} question={question} isLast={question === last} />
          ))}
        </ol>
      )}
    </div>
  );
}

type Last = { id: number; status: Parameters<typeof isPending>[0] } | undefined;

/** Tells screen readers when the answer that was waited for is there. */
function useAnnounced(last: Last) {
  const waited = useRef<number | null>(null);
  useEffect(() => {
    if (!last) return;
    if (isPending(last.status)) waited.current = last.id;
    else if (waited.current === last.id) {
      waited.current = null;
      announce(last.status === "answered" ? "The answer is there." : "There is no answer.");
    }
  }, [last]);
}

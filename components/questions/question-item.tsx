/** One question with its answer: what runs for it, what it says and rests on, and what can be done with it. */
"use client";
import { LoaderCircle } from "lucide-react";
import { roleMay } from "#lib/platform/rules";
import { isPending, sayable, type TicketQuestion } from "#lib/questions/model";
import { useDesk, usePersonName } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { keysOf } from "../shortcuts/registry";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/relative-time";
import { useAction } from "../use-action";
import { AnswerText } from "./answer-text";
import { AskedCalls } from "./asked-calls";
import { useAnswerInReply } from "./use-answer";

export function QuestionItem({ question, isLast }: { question: TicketQuestion; isLast: boolean }) {
  const { id, text, status, askedBy, askedAt, statements, growing, calls, degraded } = question;
  const personName = usePersonName();
  const isOpen = isPending(status);
  return (
    <li
      aria-busy={isOpen}
      className="flex flex-col gap-2 border-b border-line py-3 first:pt-0 last:border-b-0"
    >
      <div>
        <p className="font-medium wrap-anywhere">
          <bdi>{text}</bdi>
        </p>
        <p className="text-sm text-ink-faint">
          {personName(askedBy)}, <RelativeTime time={askedAt} />
        </p>
      </div>
      {calls.length > 0 && <AskedCalls calls={calls} isOpen={isOpen} />}
      {growing !== "" && (
        <p className="whitespace-pre-line text-ink-muted wrap-anywhere">
          <bdi>{growing}</bdi>
          <span aria-hidden className="ml-0.5 animate-pulse">
            ▍
          </span>
        </p>
      )}
      {statements.length > 0 && growing === "" && <AnswerText statements={statements} />}
      {isOpen && (
        <div className="flex items-center gap-2 text-sm text-ink-muted">
          <LoaderCircle aria-hidden className="size-3.5 animate-spin" />
          {statements.length > 0 ? "The model is still writing" : "Looking for an answer"}
          <Cancel questionId={id} />
        </div>
      )}
      {status === "cancelled" && <p className="text-sm text-ink-muted">Cancelled.</p>}
      {status === "failed" && (
        <p className="text-sm text-critical-ink">
          Vigil itself failed to answer. Ask again; the log has the details.
        </p>
      )}
      {status === "answered" && statements.length === 0 && (
        <p className="text-sm text-ink-muted">What this answer rested on is no longer there.</p>
      )}
      {degraded && <p className="text-sm text-caution-ink">{degraded}</p>}
      {!isOpen && <Actions question={question} isLast={isLast} />}
    </li>
  );
}

function Cancel({ questionId }: { questionId: number }) {
  const { actions, me } = useDesk();
  const { run, busy, refusal } = useAction(`question-item.cancel.${questionId}`, actions.cancelQuestion);
  if (!roleMay(me.role, "ticket.write")) return null;
  return (
    <>
      <Button size="sm" busy={busy} onClick={() => run({ questionId })}>
        Cancel
      </Button>
      <Refusal>{refusal}</Refusal>
    </>
  );
}

function Actions({ question, isLast }: { question: TicketQuestion; isLast: boolean }) {
  const { id: questionId, ticketId, statements, isHelpful, status, askedBy } = question;
  const { actions, me } = useDesk();
  const putInReply = useAnswerInReply(ticketId);
  const judge = useAction(null, actions.judgeAnswer);
  const erase = useAction(`question-item.erase.${questionId}`, actions.eraseQuestion);
  if (!roleMay(me.role, "ticket.write")) return null;
  const judged = (isGood: boolean, words: string) => (
    <Button
      size="sm"
      variant="ghost"
      aria-pressed={isHelpful === isGood}
      className={isHelpful === isGood ? "bg-hover text-ink" : ""}
      disabled={judge.busy}
      onClick={() => judge.run({ questionId, isHelpful: isHelpful === isGood ? null : isGood })}
    >
      {words}
    </Button>
  );
  return (
    <div className="-ml-2 flex flex-wrap gap-1">
      {sayable(statements) !== "" && (
        <Button
          size="sm"
          variant="ghost"
          onClick={() => putInReply(question)}
          {...(isLast && { keys: keysOf("ticket.useAnswer") })}
        >
          Use in reply
        </Button>
      )}
      {status === "answered" && judged(true, "Helpful")}
      {status === "answered" && judged(false, "Not helpful")}
      {(askedBy === me.id || roleMay(me.role, "policy.manage")) && (
        <Button size="sm" variant="ghost" disabled={erase.busy} onClick={() => erase.run({ questionId })}>
          Erase
        </Button>
      )}
      <Refusal>{judge.refusal ?? erase.refusal}</Refusal>
    </div>
  );
}

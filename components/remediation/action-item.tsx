/** A run on the timeline: what was asked for, in which state it is, and whatever a person can still decide about it. */
"use client";
import { ChevronRight, Wrench } from "lucide-react";
import { useState } from "react";
import { roles } from "#lib/platform/rules";
import type { ActionRun } from "#lib/remediation/model";
import type { EventOf } from "#lib/tickets/event";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { ToolName } from "../ticket/tool-name";
import { ValueList } from "../ticket/value-list";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/relative-time";
import { useAction } from "../use-action";
import { ActionDialog } from "./action-dialog";
import { ApproveForm } from "./approve-form";
import { ActionHead, ArgumentList, EffectFacts } from "./run-facts";
import { useKeepRun, useRuns } from "./run-query";
import { runState } from "./run-words";

export function ActionItem({ call }: { call: EventOf<"tool_call"> }) {
  const runs = useRuns(call.ticketId).data ?? [];
  const run = runs.find(({ id }) => id === call.data.actionRunId);
  const state = run && runState(run);
  const isOpen = run !== undefined && awaitsSomebody(run, runs);
  return (
    <details
      open={isOpen}
      className="group rounded-md px-3 text-ink-muted open:bg-sunken open:pb-3"
      aria-label={`Action ${call.data.tool}`}
    >
      <summary className="flex min-h-8 list-none items-center gap-3 rounded-sm [&::-webkit-details-marker]:hidden">
        <span className="flex w-6 shrink-0 justify-center">
          <Wrench aria-hidden className="size-4 text-ink-faint" />
        </span>
        <span className="flex min-w-0 flex-1 items-center gap-2 truncate">
          <ToolName name={call.data.tool} className="truncate text-ink" />
          {state && <Badge tone={state.tone}>{state.words}</Badge>}
        </span>
        <RelativeTime clock="of day" time={call.at} className="shrink-0 text-sm text-ink-faint" />
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
        />
      </summary>
      {run && <RunBody run={run} askedBy={call.actorName} />}
    </details>
  );
}

/** True while a person has something to do about a run: decide, do it by hand, roll it back, or prepare it again. */
function awaitsSomebody(run: ActionRun, runs: readonly ActionRun[]): boolean {
  if (run.status === "waiting" || needsHands(run) || mayRollBack(run)) return true;
  return isToPrepareAgain(run) && !runs.some(({ id, action }) => id > run.id && action === run.action);
}

function isToPrepareAgain({ status }: ActionRun): boolean {
  return status === "refused" || status === "expired";
}

function needsHands({ status, kind, verification, verificationWay }: ActionRun): boolean {
  const isByHand = status === "executing" && kind === "by_hand";
  return isByHand || (verificationWay === "person" && verification === "pending");
}

function mayRollBack({ verification, canRollBack, rollBackStartedAt }: ActionRun): boolean {
  return verification === "failed" && canRollBack && rollBackStartedAt === null;
}

function RunBody({ run, askedBy }: { run: ActionRun; askedBy: string }) {
  const { me } = useDesk();
  const isAllowed = roles.indexOf(me.role) >= roles.indexOf(run.approver);
  return (
    <div className="grid gap-3 pt-1 pl-9 phone:pl-0">
      <p className="text-sm text-ink-muted">Asked by {askedBy}</p>
      <ActionHead action={run.action} risk={run.risk} />
      <ArgumentList run={run} />
      <EffectFacts effect={run.effect} />
      {run.reason && <p className="text-sm">{run.reason}</p>}
      {run.status === "waiting" && <ApproveForm key={run.id} run={run} />}
      {run.result && Object.keys(run.result).length > 0 && (
        <div>
          <p className="mb-1 text-sm text-ink-muted">Answer</p>
          <ValueList values={run.result} />
        </div>
      )}
      {run.signal && Object.keys(run.signal).length > 0 && (
        <div>
          <p className="mb-1 text-sm text-ink-muted">Signal</p>
          <ValueList values={run.signal} />
        </div>
      )}
      {isAllowed && <FurtherSteps run={run} />}
    </div>
  );
}

/** What a person can still do about a run that was decided. */
function FurtherSteps({ run }: { run: ActionRun }) {
  const { actions } = useDesk();
  const keep = useKeepRun();
  const [isAgain, setAgain] = useState(false);
  const confirmation = useAction(`action-item.confirmation.${run.id}`, actions.confirmRun, keep);
  const judgement = useAction(`action-item.judgement.${run.id}`, actions.judgeRun, keep);
  const undoing = useAction(`action-item.undoing.${run.id}`, actions.rollBackRun, keep);
  const { id: runId, status, kind, verification } = run;
  const isByHand = kind === "by_hand" && status === "executing";
  const isJudged =
    verification === "skipped" || (verification === "pending" && run.verificationWay === "person");
  return (
    <>
      {isByHand && <p className="text-sm whitespace-pre-wrap">{run.instructions}</p>}
      <Refusal>{confirmation.refusal ?? judgement.refusal ?? undoing.refusal}</Refusal>
      <div className="flex flex-wrap gap-2 empty:hidden">
        {isByHand && (
          <>
            <Button
              size="sm"
              busy={confirmation.busy}
              onClick={() => confirmation.run({ runId, isDone: true })}
            >
              It is done
            </Button>
            <Button size="sm" variant="ghost" onClick={() => confirmation.run({ runId, isDone: false })}>
              It could not be done
            </Button>
          </>
        )}
        {isJudged && (
          <>
            <Button size="sm" busy={judgement.busy} onClick={() => judgement.run({ runId, isHelped: true })}>
              It helped
            </Button>
            <Button size="sm" onClick={() => judgement.run({ runId, isHelped: false })}>
              It did not help
            </Button>
          </>
        )}
        {mayRollBack(run) && (
          <Button size="sm" busy={undoing.busy} onClick={() => undoing.run({ runId })}>
            Roll back
          </Button>
        )}
        {isToPrepareAgain(run) && (
          <Button size="sm" onClick={() => setAgain(true)}>
            Prepare again
          </Button>
        )}
      </div>
      {isAgain && (
        <ActionDialog
          ticketId={run.ticketId}
          start={{ action: run.action, arguments: run.arguments }}
          onClose={() => setAgain(false)}
        />
      )}
    </>
  );
}

/** One line under the conversation when nothing waits for a decision: why the agent was silent, or what became of its proposal. */
"use client";
import { Moon, PenLine } from "lucide-react";
import { useState } from "react";
import { roleMay } from "#lib/platform/rules";
import { abstainReasons } from "#lib/policy/model";
import type { AgentRun, ExpectedAction, Grade, Suggestion, SuggestionStatus } from "#lib/suggestions/model";
import { callWords, offersReplies } from "#lib/suggestions/rules";
import { alternativesOf, type StoredCandidate } from "#lib/suggestions/step";
import { answerTo } from "../answer-to";
import { useDesk, usePersonName } from "../inbox/desk-context";
import { KindIcon } from "../inbox/kind-icon";
import { kindWords } from "../inbox/ticket-words";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/relative-time";
import { notify } from "../ui/toast";
import { ExpectedActionForm } from "./expected-action";
import { ReplyOptions } from "./reply-options";

const lineStyle =
  "mx-3 mb-2 flex min-h-8 shrink-0 animate-fade flex-wrap items-center gap-x-2 gap-y-1 px-3 text-ink-muted phone:mx-2";

type AbstentionLineProps = {
  ticketId: number;
  run: AgentRun;
  /** The steps it withheld. */
  withheld: readonly StoredCandidate[];
  /** A proposal has come since, and waits until nobody writes here. */
  hasProposal: boolean;
  /** Somebody says what was missing: the line stays until they are done. */
  onHold: (isHeld: boolean) => void;
};

export function AbstentionLine({ ticketId, run, withheld, hasProposal, onHold }: AbstentionLineProps) {
  const { actions, me } = useDesk();
  const [grade, setGrade] = useState<Grade | null>(run.grade);
  const [expected, setExpected] = useState<ExpectedAction | null>(run.expected);
  const [isAsking, setAsking] = useState(false);
  const setIsAsking = (isOn: boolean) => {
    setAsking(isOn);
    onHold(isOn);
  };
  const mayGrade = roleMay(me.role, "agent_run.grade");
  const isFailure = run.outcome === "failed";

  async function give(next: Grade, step: ExpectedAction | null = null) {
    const before = { grade, expected };
    setGrade(next);
    setExpected(step);
    setIsAsking(next === "should_have_shown" && step === null);
    const result = await answerTo((key) =>
      actions.gradeAgentRun({ agentRunId: run.id, grade: next, expected: step, seen: before.grade }, key),
    );
    if (result.ok) return;
    setGrade(before.grade);
    setExpected(before.expected);
    notify({
      title: "The grade was not saved",
      detail: result.error.message,
      tone: "critical",
    });
  }
  const shouldHaveShown = grade === "should_have_shown";
  const ask = () => (shouldHaveShown ? setIsAsking(true) : void give("should_have_shown"));
  useShortcut("silence.grade", ask, { enabled: mayGrade });

  const reason = run.explanation || (run.reason && abstainReasons[run.reason]) || "It found nothing to add.";
  return (
    <div className={lineStyle}>
      <Moon aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
      <span className="min-w-0 flex-1 basis-72">
        <span className="font-medium">{isFailure ? "The run failed." : "No proposal."}</span> {reason}{" "}
        <RelativeTime time={run.at} className="text-sm text-ink-faint" />
      </span>
      {grade && (
        <span
          className="order-1 min-w-0 basis-full truncate pl-5.5 text-sm text-ink-faint"
          role="status"
          title={gradeWords(grade, expected)}
        >
          {gradeWords(grade, expected)}
        </span>
      )}
      {mayGrade && (
        <span className="ml-auto flex gap-1 phone:basis-full phone:[&>*]:flex-1">
          {!isAsking && (
            <Button size="sm" variant="ghost" keys={keysOf("silence.grade")} onClick={ask}>
              {shouldHaveShown ? "What was missing?" : "Should have proposed"}
            </Button>
          )}
          {grade !== "right" && (
            <Button size="sm" variant="ghost" onClick={() => void give("right")}>
              No proposal needed
            </Button>
          )}
        </span>
      )}
      {!isAsking && offersReplies(run) && <ReplyOptions ticketId={ticketId} steps={withheld} />}
      {isAsking && hasProposal && (
        <p role="status" className="basis-full text-caution-ink">
          A proposal has come meanwhile; it is shown once you are done here.
        </p>
      )}
      {isAsking && (
        <ExpectedActionForm
          runId={run.id}
          withheld={withheld}
          expected={expected}
          onChoose={(step) => void give("should_have_shown", step)}
          onLeave={() => setIsAsking(false)}
        />
      )}
    </div>
  );
}

function gradeWords(grade: Grade, expected: ExpectedAction | null): string {
  if (grade !== "should_have_shown") return "Graded: no proposal needed";
  if (!expected) return "Graded: should have proposed";
  const what = expected.kind === "diagnostic" ? callWords(expected.call) : `“${expected.text}”`;
  return `Graded: should have proposed, ${what}`;
}

const became = {
  open: "waits",
  accepted: "was accepted",
  edited: "was edited and sent",
  rejected: "was rejected",
  handed_over: "was escalated",
  superseded: "is outdated: the conversation moved on",
  unused: "was not used: someone replied, or finished the ticket, without it",
} as const satisfies Record<SuggestionStatus, string>;

/** A decided proposal, faded to a line. */
export function DecidedLine({ suggestion }: { suggestion: Suggestion }) {
  const personName = usePersonName();
  const { kind, status, decidedBy, decidedAt, ticketId } = suggestion;
  return (
    <div className={lineStyle}>
      <KindIcon kind={kind} className="size-3.5 shrink-0 text-ink-faint" />
      <span>
        {kindWords[kind]} {became[status]}
        {decidedBy && ` by ${personName(decidedBy)}`}.
      </span>
      {decidedAt && <RelativeTime time={decidedAt} className="text-sm text-ink-faint" />}
      {status === "rejected" && <ReplyOptions ticketId={ticketId} steps={alternativesOf(suggestion)} />}
    </div>
  );
}

export function RunningLine() {
  return (
    <div className={lineStyle} role="status">
      <PenLine aria-hidden className="size-3.5 shrink-0 text-accent-ink" />
      The agent is working on this ticket.
    </div>
  );
}

/** One line under the conversation when nothing waits for a decision: why the agent was silent, or what became of its proposal. */
"use client";
import { Moon, PenLine } from "lucide-react";
import { useState } from "react";
import { silenceReasons } from "#lib/policy/model";
import type { Consideration, Grade, Suggestion, SuggestionStatus } from "#lib/suggestions/model";
import { roleMay } from "#lib/team/model";
import { useDesk, usePersonName } from "../inbox/desk-context";
import { KindIcon } from "../inbox/kind-icon";
import { kindWords } from "../inbox/ticket-words";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/relative-time";
import { notify } from "../ui/toast";

const lineStyle =
  "mx-3 mb-2 flex min-h-8 animate-fade flex-wrap items-center gap-x-2 gap-y-1 px-3 text-ink-muted phone:mx-2";

export function SilenceLine({ look }: { look: Consideration }) {
  const { actions, me } = useDesk();
  const [grade, setGrade] = useState<Grade | null>(look.grade);
  const mayGrade = roleMay(me.role, "consideration.grade");
  const isFailure = look.outcome === "failed";

  async function give(next: Grade) {
    const before = grade;
    setGrade(next);
    const result = await actions
      .gradeConsideration({ considerationId: look.id, grade: next })
      .catch(() => null);
    if (result?.ok) return;
    setGrade(before);
    notify({
      title: "The grade was not saved",
      detail: result?.error.message ?? "Vigil cannot be reached; try again in a moment.",
      tone: "critical",
    });
  }
  useShortcut("silence.grade", () => void give("should_have_spoken"), { enabled: mayGrade });

  const reason = look.explanation || (look.reason && silenceReasons[look.reason]) || "It had nothing to add.";
  return (
    <div className={lineStyle}>
      <Moon aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{isFailure ? "No proposal." : "Stayed silent."}</span> {reason}{" "}
        <RelativeTime time={look.at} className="text-sm text-ink-faint" />
      </span>
      {grade && (
        <span className="text-sm text-ink-faint">
          {grade === "should_have_spoken" ? "Graded: should have spoken" : "Graded: right"}
        </span>
      )}
      {mayGrade && (
        <span className="flex gap-1">
          {grade !== "should_have_spoken" && (
            <Button
              size="sm"
              variant="ghost"
              keys={keysOf("silence.grade")}
              onClick={() => void give("should_have_spoken")}
            >
              Should have spoken
            </Button>
          )}
          {grade !== "right" && (
            <Button size="sm" variant="ghost" onClick={() => void give("right")}>
              Right to stay silent
            </Button>
          )}
        </span>
      )}
    </div>
  );
}

const became = {
  open: "waits",
  accepted: "was taken as it stood",
  edited: "was edited and taken",
  rejected: "was rejected",
  handed_over: "went to a human",
  superseded: "was overtaken: the conversation moved on",
  unused: "was not used: somebody answered without it",
} as const satisfies Record<SuggestionStatus, string>;

/** A proposal that is settled, faded to a line. */
export function SettledLine({ suggestion }: { suggestion: Suggestion }) {
  const personName = usePersonName();
  const { kind, status, decidedBy, decidedAt } = suggestion;
  return (
    <div className={lineStyle}>
      <KindIcon kind={kind} className="size-3.5 shrink-0 text-ink-faint" />
      <span>
        {kindWords[kind]} {became[status]}
        {decidedBy && ` by ${personName(decidedBy)}`}.
      </span>
      {decidedAt && <RelativeTime time={decidedAt} className="text-sm text-ink-faint" />}
    </div>
  );
}

export function LookingLine() {
  return (
    <div className={lineStyle} role="status">
      <PenLine aria-hidden className="size-3.5 shrink-0 text-accent-ink" />
      The agent is looking at this ticket.
    </div>
  );
}

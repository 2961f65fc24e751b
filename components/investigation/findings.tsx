/** What the agent makes of the case: its finding or what is unresolved, and each hypothesis, to be steered by key. */
"use client";
import { useEffect, useRef } from "react";
import { type InvestigationGrade, investigationGrades } from "#lib/investigation/model";
import { percentWords } from "#lib/platform/percent/rules";
import { roleMay } from "#lib/platform/rules";
import { useDesk, usePersonName } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { keysOf } from "../shortcuts/registry";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { Section } from "../ui/section";
import { useAction } from "../use-action";
import { AddHypothesis } from "./add-hypothesis";
import { HypothesisItem } from "./hypothesis-item";
import { useInvestigation } from "./investigation-query";
import { graderWords, gradeWords, outcomeWords } from "./rule-words";

type FindingsProps = {
  ticketId: number;
  isClosed: boolean;
  /** The first hypothesis is to have the focus, as soon as there is one. */
  isAsked: boolean;
  onFocused: () => void;
};

export function Findings({ ticketId, isClosed, isAsked, onFocused }: FindingsProps) {
  const { me } = useDesk();
  const { data } = useInvestigation(ticketId);
  const list = useRef<HTMLOListElement>(null);
  const made = data?.assessment;
  useEffect(() => {
    if (!isAsked || !data) return;
    list.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
    onFocused();
  }, [isAsked, data, onFocused]);
  const mayWrite = roleMay(me.role, "ticket.write");
  if (!data || (!made && !mayWrite)) return null;
  return (
    <Section
      title="Finding"
      className="mb-2 border-b pb-3"
      actions={mayWrite && made && !isClosed && <LookAgain ticketId={ticketId} />}
    >
      {made && (
        <p className="mb-2">
          <Badge tone={outcomeWords[made.outcome].tone}>{outcomeWords[made.outcome].words}</Badge> {made.text}
          {made.outcome !== "unresolved" && (
            <span className="text-sm text-ink-muted tabular-nums">
              {" "}
              {percentWords(made.confidence)} confidence
            </span>
          )}
        </p>
      )}
      {made && isClosed && <Grades ticketId={ticketId} grade={data.grade} gradedBy={data.gradedBy} />}
      {made && made.hypotheses.length > 0 && (
        <>
          <ol ref={list} aria-label="Hypotheses" className="flex flex-col">
            {made.hypotheses.map((one) => (
              <HypothesisItem key={one.key} ticketId={ticketId} hypothesis={one} maySteer={mayWrite} />
            ))}
          </ol>
          {mayWrite && (
            <p className="mt-1 text-sm text-ink-faint phone:hidden">
              <Kbd keys={keysOf("ticket.hypotheses") ?? "h"} /> to the list, then <Kbd keys="y" /> supported,{" "}
              <Kbd keys="n" /> ruled out, <Kbd keys="Delete" /> strike.
            </p>
          )}
        </>
      )}
      {mayWrite && <AddHypothesis ticketId={ticketId} />}
    </Section>
  );
}

function LookAgain({ ticketId }: { ticketId: number }) {
  const { actions } = useDesk();
  const { run, busy, refusal } = useAction(`look-again.${ticketId}`, actions.lookAgain);
  return (
    <>
      <Button size="sm" busy={busy} onClick={() => run({ ticketId })}>
        Look again
      </Button>
      <Refusal>{refusal}</Refusal>
    </>
  );
}

type GradesProps = { ticketId: number; grade: InvestigationGrade | null; gradedBy: string | null };

/** Once the case is closed: how the finding compares with what resolved it. */
function Grades({ ticketId, grade, gradedBy }: GradesProps) {
  const { actions, me } = useDesk();
  const personName = usePersonName();
  const { run, busy, refusal } = useAction(null, actions.gradeInvestigation);
  return (
    <div className="mb-2">
      {grade && (
        <p className="text-sm text-ink-muted">
          {gradeWords[grade]} {(gradedBy && graderWords[gradedBy]) ?? personName(gradedBy)}
        </p>
      )}
      {roleMay(me.role, "agent_run.grade") && (
        <div className="flex flex-wrap gap-1">
          {investigationGrades.map((each) => (
            <Button
              key={each}
              size="sm"
              variant="ghost"
              busy={busy}
              aria-pressed={grade === each}
              onClick={() => run({ ticketId, grade: each })}
            >
              {gradeWords[each]}
            </Button>
          ))}
        </div>
      )}
      <Refusal>{refusal}</Refusal>
    </div>
  );
}

/** The decision on a run: what has to be typed, approving exactly what is shown, denying it, reporting it. Nothing is chosen beforehand. */
"use client";
import { ShieldAlert } from "lucide-react";
import { useState } from "react";
import { roleNames, roles } from "#lib/platform/rules";
import { type ActionRun, approvalsNeeded, locks, toBeTyped, wordsToType } from "#lib/remediation/model";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { nameWords } from "../ticket/value-words";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { RelativeTime } from "../ui/relative-time";
import { useAction } from "../use-action";
import { useKeepRun } from "./run-query";
import { neededWords } from "./run-words";

export function ApproveForm({ run }: { run: ActionRun }) {
  const { actions, me } = useDesk();
  const keep = useKeepRun();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const approval = useAction(`approve-form.approval.${run.id}`, actions.approveRun, keep);
  const denial = useAction(`approve-form.denial.${run.id}`, actions.denyRun, keep);
  const people = run.approvals.filter(({ kind }) => kind === "person");
  const isMine = people.some(({ userId }) => userId === me.id);
  const isAllowed = roles.indexOf(me.role) >= roles.indexOf(run.approver);
  const wanted = [
    ...new Set([
      ...(locks[run.risk].people > 1 ? [run.target] : []),
      ...(people.length === 0 ? toBeTyped(run.risk, run.provenance) : []),
    ]),
  ];
  const mayApprove = run.risk !== 4 && isAllowed && !isMine && approvalsNeeded(run) > 0;
  const { id: runId, argumentsDigest, effectDigest } = run;
  return (
    <form
      aria-label="Approval"
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        approval.run({ runId, argumentsDigest, effectDigest, typed });
      }}
    >
      <p className="text-sm text-ink-muted">
        {neededWords(run)} Expires <RelativeTime time={run.expiresAt} />.
        {!isAllowed && ` Decided on by the role ${roleNames[run.approver]} or above.`}
      </p>
      {mayApprove &&
        wanted.map((name) => (
          <Field
            key={name}
            label={`Type the ${nameWords(name).toLowerCase()} to confirm`}
            hint={wordsToType(run.arguments[name])}
            error={approval.faultOf(`typed.${name}`)}
          >
            {(control) => (
              <Input
                {...control}
                className="font-mono"
                autoComplete="off"
                value={typed[name] ?? ""}
                onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
      <Refusal>{approval.refusal ?? denial.refusal}</Refusal>
      <div className="flex flex-wrap gap-2">
        {mayApprove && (
          <Button type="submit" size="sm" busy={approval.busy}>
            {people.length > 0 ? "Approve as second person" : "Approve"}
          </Button>
        )}
        {isAllowed && (
          <>
            <Button size="sm" disabled={denial.busy} onClick={() => denial.run({ runId })}>
              Deny
            </Button>
            <Button
              size="sm"
              variant="ghost"
              disabled={denial.busy}
              onClick={() => denial.run({ runId, isSuspicious: true })}
            >
              <ShieldAlert aria-hidden /> Report as suspicious
            </Button>
          </>
        )}
      </div>
    </form>
  );
}

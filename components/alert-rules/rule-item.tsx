/** One proposed rule: what it does, why it is proposed, what it would have done, and the decision. */
"use client";
import Link from "next/link";
import type { RuleChange, RuleProposal, RuleTrial } from "#lib/alert-rules/model";
import { ruleName } from "#lib/alert-rules/model";
import type { ServerAction } from "#lib/platform/model";
import { Refusal } from "../refusal";
import { FormDialog } from "../settings/form-dialog";
import { keysOf } from "../shortcuts/registry";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/relative-time";
import { TextareaField } from "../ui/textarea-field";
import { useAction } from "../use-action";
import { EditRuleDialog } from "./edit-rule-dialog";
import { TrialFigures } from "./rule-trial";
import { evidenceSentence, kindWords, ruleSentence } from "./rule-words";

export type RuleActions = {
  accept: ServerAction<{ proposalId: number }>;
  edit: ServerAction<RuleChange & { proposalId: number }>;
  reject: ServerAction<{ proposalId: number; reason: string }>;
};

type RuleItemProps = { proposal: RuleProposal; trial: RuleTrial; actions: RuleActions | null };

export function RuleItem({ proposal, trial, actions }: RuleItemProps) {
  const { id: proposalId, rule, evidence, sourceName, proposedAt } = proposal;
  const heading = `rule-proposal-${proposalId}`;
  return (
    <article
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the list move along the proposals, and act on the one that has the focus
      tabIndex={0}
      aria-labelledby={heading}
      className="rounded-md border border-line bg-panel p-3"
    >
      <h3 id={heading} className="flex flex-wrap items-center gap-2 font-medium">
        <bdi className="break-all">{ruleName(rule)}</bdi>
        <Badge tone="accent">{kindWords[rule.kind]}</Badge>
        {sourceName && <span className="font-normal text-ink-muted">{sourceName}</span>}
      </h3>
      <p className="mt-1 break-words">{ruleSentence(rule)}</p>
      <p className="text-ink-muted">
        {evidenceSentence(rule, evidence)} Proposed <RelativeTime time={proposedAt} />.
        {rule.kind === "threshold" && (
          <>
            {" "}
            <Link href={`/metrics/${rule.seriesId}`} className="underline underline-offset-2">
              Show the metric
            </Link>
            {evidence.incidents.map((incidentId) => (
              <span key={incidentId}>
                {" "}
                <Link href={`/incidents/${incidentId}`} className="underline underline-offset-2">
                  Incident {incidentId}
                </Link>
              </span>
            ))}
          </>
        )}
      </p>
      <TrialFigures
        trial={trial}
        isNew={rule.kind === "threshold"}
        label={`Simulated alerts of ${ruleName(rule)}`}
      />
      {actions && <Decision proposal={proposal} actions={actions} />}
    </article>
  );
}

function Decision({ proposal, actions }: { proposal: RuleProposal; actions: RuleActions }) {
  const { run, busy, refusal } = useAction(`rule-item.${proposal.id}`, actions.accept);
  const { id: proposalId } = proposal;
  return (
    <>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button
          size="sm"
          variant="primary"
          data-decides
          data-action="accept"
          keys={keysOf("proposal.accept")}
          busy={busy}
          onClick={() => run({ proposalId })}
        >
          Accept
        </Button>
        <EditRuleDialog proposal={proposal} edit={actions.edit} />
        <FormDialog
          title="Reject the proposal"
          trigger={
            <Button size="sm" data-decides data-action="reject" keys={keysOf("proposal.reject")}>
              Reject
            </Button>
          }
          description="It is proposed again only once there is three times as much evidence. Kinds that keep being rejected are paused."
          submit="Reject"
          action={actions.reject}
          read={(text) => ({ proposalId, reason: text("reason") })}
        >
          {(faultOf) => (
            <TextareaField
              label="Reason"
              error={faultOf("reason")}
              name="reason"
              required
              rows={2}
              maxLength={500}
            />
          )}
        </FormDialog>
      </div>
      <Refusal>{refusal}</Refusal>
    </>
  );
}

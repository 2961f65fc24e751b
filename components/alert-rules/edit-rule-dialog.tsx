/** Changes a proposed rule before it is accepted, and tries it on the last days first. */
"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type RuleChange, type RuleProposal, RuleTrial } from "#lib/alert-rules/model";
import type { ServerAction } from "#lib/platform/model";
import { severities } from "#lib/signals/model";
import { severityWords } from "../incidents/incident-words";
import { fetchJson } from "../live/fetch-json";
import { FormDialog } from "../settings/form-dialog";
import { keysOf } from "../shortcuts/registry";
import { Button } from "../ui/button";
import { NumberField } from "../ui/number-field";
import { SelectField } from "../ui/select-field";
import { TextareaField } from "../ui/textarea-field";
import { TrialFigures } from "./rule-trial";

type EditInput = RuleChange & { proposalId: number };
type EditRuleDialogProps = {
  proposal: RuleProposal;
  edit: ServerAction<EditInput>;
};

export function EditRuleDialog({ proposal: { id, rule }, edit }: EditRuleDialogProps) {
  const [forMinutes, setForMinutes] = useState(String(rule.forMinutes));
  const [bound, setBound] = useState(rule.kind === "threshold" ? String(rule.bound) : "");
  return (
    <FormDialog
      title="Edit and accept"
      trigger={
        <Button size="sm" data-action="edit" keys={keysOf("proposal.edit")}>
          Edit
        </Button>
      }
      description="The rule file will contain the rule as you enter it here."
      submit="Accept with changes"
      action={edit}
      read={(text) => ({
        proposalId: id,
        forMinutes: Number(text("forMinutes")),
        severity: severities.find((one) => one === text("severity")) ?? rule.severity,
        expr: text("expr").trim() || null,
        bound: rule.kind === "threshold" ? Number(text("bound")) : null,
      })}
    >
      {(faultOf) => (
        <>
          {rule.kind === "threshold" ? (
            <NumberField
              label={`Threshold: fires when ${rule.end}`}
              error={faultOf("bound")}
              name="bound"
              step="any"
              value={bound}
              onChange={(event) => setBound(event.target.value)}
              required
            />
          ) : (
            <TextareaField
              label="Expression in PromQL"
              hint="Optional for Prometheus, where the new rule can watch the ALERTS series of the existing one; required for Grafana."
              error={faultOf("expr")}
              name="expr"
              defaultValue={rule.expr ?? ""}
              rows={2}
            />
          )}
          <NumberField
            label={
              rule.kind === "threshold"
                ? "Pending period, in minutes"
                : "Additional pending period, in minutes"
            }
            error={faultOf("forMinutes")}
            name="forMinutes"
            min={0}
            max={1440}
            value={forMinutes}
            onChange={(event) => setForMinutes(event.target.value)}
            required
          />
          <SelectField
            label="Severity"
            error={faultOf("severity")}
            name="severity"
            defaultValue={rule.severity}
            options={severities.map((value) => ({ value, label: severityWords[value] }))}
          />
          <Trial id={id} isNew={rule.kind === "threshold"} forMinutes={forMinutes} bound={bound} />
        </>
      )}
    </FormDialog>
  );
}

type TrialOfChangeProps = { id: number; isNew: boolean; forMinutes: string; bound: string };

function Trial({ id, isNew, forMinutes, bound }: TrialOfChangeProps) {
  const asked = { forMinutes, ...(isNew && { bound }) };
  const { data, error } = useQuery({
    queryKey: ["rule-proposal", id, asked],
    queryFn: ({ signal }) => fetchJson(RuleTrial, `/api/rule-proposals/${id}/trial`, asked, signal),
    enabled: forMinutes !== "" && (!isNew || bound !== ""),
    placeholderData: (before) => before,
  });
  if (error) return <p className="text-critical-ink">{error.message}</p>;
  return data ? <TrialFigures trial={{ ...data, alarms: [] }} isNew={isNew} label="Alerts" /> : null;
}

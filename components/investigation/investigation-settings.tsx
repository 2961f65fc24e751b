/** The settings of investigations: the stop button, the budget, each tool, and how far the agent goes where. */
"use client";
import { useState } from "react";
import type { InvestigationBudget, Reach, ToolMode } from "#lib/settings/rules";
import { Refusal } from "../refusal";
import { SettingSection } from "../setting-section";
import { Button } from "../ui/button";
import { PageHeader } from "../ui/page-header";
import { Section } from "../ui/section";
import { useAction } from "../use-action";
import type { WriteSetting } from "../write-setting";
import { BudgetForm } from "./budget-form";
import type { QueueName, SetTool, ToolWithPolicy } from "./investigation-actions";
import { PlaceRules } from "./place-rules";
import { levelWords } from "./rule-words";
import { ToolPolicyTable } from "./tool-policy-table";

type InvestigationSettingsProps = {
  isStopped: boolean;
  budget: InvestigationBudget;
  reach: Reach;
  tools: ToolWithPolicy[];
  usualMode: ToolMode;
  queues: QueueName[];
  write: WriteSetting;
  setTool: SetTool;
};

export function InvestigationSettings(props: InvestigationSettingsProps) {
  const { isStopped, budget, reach, tools, usualMode, queues, write, setTool } = props;
  return (
    <>
      <PageHeader
        title="Investigation"
        description="What the agent looks up by itself before anybody asks. It only reads; what it finds is on the ticket when an analyst opens it."
      />
      <StopSection isStopped={isStopped} write={write} />
      <Section
        title="Tools"
        description="Whether the agent runs a tool by itself, or an analyst agrees first. It stops as soon as somebody acts on the ticket or the conversation moves on."
      >
        <ToolPolicyTable tools={tools} usualMode={usualMode} queues={queues} setTool={setTool} />
      </Section>
      <BudgetForm budget={budget} write={write} />
      <ReachSection reach={reach} queues={queues} write={write} />
    </>
  );
}

function StopSection({ isStopped, write }: { isStopped: boolean; write: WriteSetting }) {
  const { run, busy, refusal } = useAction(null, write);
  const toggle = () =>
    run({ key: "investigation.stop", value: { isStopped: !isStopped }, seen: { isStopped } });
  return (
    <Section
      title={isStopped ? "Stopped" : "Running"}
      description={
        isStopped
          ? "The agent runs nothing by itself. It proposes every look-up to an analyst."
          : "Stops everything the agent runs by itself, in all queues, at once."
      }
      actions={
        <Button variant={isStopped ? "primary" : "danger"} busy={busy} onClick={toggle}>
          {isStopped ? "Resume" : "Stop all"}
        </Button>
      }
    >
      <Refusal>{refusal}</Refusal>
    </Section>
  );
}

type ReachSectionProps = Pick<InvestigationSettingsProps, "reach" | "queues" | "write">;

function ReachSection({ reach, queues, write }: ReachSectionProps) {
  const [rules, setRules] = useState(() =>
    reach.rules.map(({ level, ...place }) => ({ ...place, choice: level })),
  );
  return (
    <SettingSection
      title="Queues and priorities"
      value={reach}
      description="Everywhere else the agent analyses and proposes. A rule that names more goes first; of two that name as much, the stricter one."
      write={write}
      whole="rules"
      className="max-w-none"
      read={() => ({
        key: "policy.reach",
        value: { rules: rules.map(({ choice, ...place }) => ({ ...place, level: choice })) },
      })}
    >
      {() => (
        <PlaceRules rules={rules} onChange={setRules} queues={queues} choices={levelWords} first="record" />
      )}
    </SettingSection>
  );
}

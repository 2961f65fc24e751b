/** Escalation: each chain in words, and the rules that say which cause calls it. */
"use client";
import { Siren } from "lucide-react";
import type { Chain } from "#lib/oncall/model";
import type { PageRule } from "#lib/oncall/paging/model";
import type { ServerAction } from "#lib/platform/model";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { FormDialog } from "../settings/form-dialog";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { PageBody, PageHeader } from "../ui/page-header";
import { Section } from "../ui/section";
import { ChainDialog, type SaveChain } from "./chain-dialog";
import { OncallNavigation } from "./oncall-navigation";
import { namesOf } from "./oncall-words";
import { RuleForm } from "./rule-form";
import { type Named, useTargetName } from "./target-name";

type ChainScreenProps = {
  chains: Chain[];
  rules: PageRule[];
  schedules: Named[];
  actions: {
    save: SaveChain;
    remove: ServerAction<{ id: number }>;
    setRules: ServerAction<{ rules: PageRule[]; seen: PageRule[] }>;
  };
};

export function ChainScreen({ chains, rules, schedules, actions }: ChainScreenProps) {
  const { me, people } = useDesk();
  const mayManage = roleMay(me.role, "oncall.manage");
  const nameOf = useTargetName(schedules);
  return (
    <PageBody wide>
      <OncallNavigation />
      <PageHeader
        title="Escalation"
        description="A chain calls level after level until somebody acknowledges. Its last resort is always a person by name."
        actions={mayManage && <ChainDialog chain={null} schedules={schedules} save={actions.save} />}
      />
      {chains.length === 0 ? (
        <EmptyState icon={<Siren />} title="No chain yet">
          {mayManage
            ? "Make one, then say what calls it. Until then nobody is called but whoever a hand-over falls to."
            : "A lead can make one. Until then nobody is called but whoever a hand-over falls to."}
        </EmptyState>
      ) : (
        chains.map((chain) => (
          <Section
            key={chain.id}
            title={<bdi>{chain.name}</bdi>}
            actions={
              mayManage && (
                <>
                  <ChainDialog chain={chain} schedules={schedules} save={actions.save} />
                  <FormDialog
                    title={`Remove ${chain.name}`}
                    trigger={<Button variant="ghost">Remove</Button>}
                    description="What is being called by it goes on. Rules that call it must name another one first."
                    submit="Remove"
                    action={actions.remove}
                    read={() => ({ id: chain.id })}
                  >
                    {() => null}
                  </FormDialog>
                </>
              )
            }
          >
            <ol className="flex flex-col gap-1">
              {chain.steps.map(({ targets, wait }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a level is known by its place
                <li key={at}>
                  <span className="inline-block w-20 text-ink-muted">Level {at + 1}</span>
                  <span className="font-medium">{targets.map(nameOf).join(", ")}</span>
                  <span className="text-ink-muted">, then after {wait} min</span>
                </li>
              ))}
              <li>
                <span className="inline-block w-20 text-ink-muted">
                  {chain.repeats > 0 ? `${chain.repeats + 1} rounds` : "Last"}
                </span>
                <span className="font-medium">{namesOf([chain.lastResort], people)}</span>
                <span className="text-ink-muted"> has it when nobody acknowledges</span>
              </li>
            </ol>
          </Section>
        ))
      )}
      {chains.length > 0 && (
        <Section
          title="What calls whom"
          description="The first rule that fits counts. Without one, nobody is called but whoever a hand-over falls to."
        >
          <RuleForm rules={rules} chains={chains} set={mayManage ? actions.setRules : null} />
        </Section>
      )}
    </PageBody>
  );
}

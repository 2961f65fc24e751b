/** The rules by which the agent proposes something: where it abstains, how sure it must be, how often it tries something. */
"use client";
import Link from "next/link";
import type { HeldBack } from "#lib/policy/model";
import type { SettingValue } from "#lib/settings/model";
import type { Queue } from "#lib/team/model";
import { SettingSection } from "../setting-section";
import { Disclosure } from "../ui/disclosure";
import { NumberField } from "../ui/number-field";
import { PageHeader } from "../ui/page-header";
import { Section } from "../ui/section";
import type { WriteSetting } from "../write-setting";
import { AttentionForm, TokensForm } from "./budget-forms";

type PolicyFormProps = {
  exploration: SettingValue<"policy.exploration">;
  attention: SettingValue<"policy.attention">;
  tokens: SettingValue<"policy.tokens">;
  held: HeldBack;
  certainty: SettingValue<"policy.certainty">;
  turns: SettingValue<"policy.turns">;
  queues: Queue[];
  write: WriteSetting;
};

export function PolicyForm(props: PolicyFormProps) {
  const { exploration, attention, tokens, held, certainty, turns, queues, write } = props;
  return (
    <>
      <PageHeader
        title="Policy"
        description="Nothing is sent to a customer without an analyst. These rules decide which proposals analysts see."
      />
      <Section
        title="How far the agent goes"
        description="Per queue and priority the agent analyses and proposes, only records, or is off."
      >
        <Link href="/settings/investigation" className="text-accent-ink underline underline-offset-2">
          Set it under Investigation
        </Link>
      </Section>
      <AttentionForm attention={attention} held={held} queues={queues} write={write} />
      <TokensForm tokens={tokens} held={held} write={write} />
      <TurnsForm turns={turns} write={write} />
      <CertaintyForm certainty={certainty} write={write} />
      <ExplorationForm exploration={exploration} write={write} />
    </>
  );
}

function CertaintyForm({ certainty, write }: Pick<PolicyFormProps, "certainty" | "write">) {
  return (
    <SettingSection
      title="Maximum error rate"
      value={certainty}
      description="How many of the shown proposals may be of no help. Lower: fewer proposals, and more of them useful. Vigil marks a proposal as certified once your team's decisions show that the rate is kept, and the proposal is sure enough for that."
      write={write}
      read={(form) => ({
        key: "policy.certainty",
        value: { alpha: shareOf(form, "alpha"), delta: shareOf(form, "delta") },
      })}
    >
      {(faultOf) => (
        <>
          <PercentField
            name="alpha"
            label="Maximum error rate"
            value={certainty.alpha}
            error={faultOf("alpha")}
          />
          <Disclosure summary="Details" className="border-t-0 py-0">
            <p className="mb-3 text-ink-muted">
              The guarantee is a statistical one (learn then test, Clopper–Pearson bound). A smaller chance of
              failure takes more decisions.
            </p>
            <PercentField
              name="delta"
              label="Chance that the guarantee fails"
              value={certainty.delta}
              error={faultOf("delta")}
            />
          </Disclosure>
        </>
      )}
    </SettingSection>
  );
}

function ExplorationForm({ exploration, write }: Pick<PolicyFormProps, "exploration" | "write">) {
  return (
    <SettingSection
      title="Exploration"
      value={exploration}
      description="Some drafts below the threshold are shown to analysts anyway, marked as exploration. This is how Vigil learns whether the threshold is right. A few percent is usual; at most 20%."
      write={write}
      read={(form) => ({ key: "policy.exploration", value: { rate: shareOf(form, "rate") } })}
    >
      {(faultOf) => (
        <PercentField
          name="rate"
          label="Share of drafts shown for exploration"
          value={exploration.rate}
          error={faultOf("rate")}
        />
      )}
    </SettingSection>
  );
}

function TurnsForm({ turns, write }: Pick<PolicyFormProps, "turns" | "write">) {
  return (
    <SettingSection
      title="Message grouping"
      value={turns}
      description="Several messages in a row are read as one: the agent runs when no new message has arrived for this long. At most 60 seconds; with 0 it runs on every message at once."
      write={write}
      read={(form) => ({ key: "policy.turns", value: { seconds: Number(form.get("seconds")) } })}
    >
      {(faultOf) => (
        <NumberField
          label="Wait for more messages"
          error={faultOf("seconds")}
          name="seconds"
          min="0"
          max="60"
          defaultValue={turns.seconds}
          inputClassName="w-20 text-right tabular-nums"
          required
          unit="seconds"
        />
      )}
    </SettingSection>
  );
}

/** A field's percentage as a share. */
function shareOf(form: FormData, name: string): number {
  return Number(form.get(name)) / 100;
}

type PercentFieldProps = { name: string; label: string; value: number; error: string | undefined };

function PercentField({ name, label, value, error }: PercentFieldProps) {
  return (
    <NumberField
      label={label}
      error={error}
      name={name}
      step="0.1"
      min="0"
      max="50"
      defaultValue={Number((value * 100).toFixed(1))}
      inputClassName="w-20 text-right tabular-nums"
      required
      unit="%"
    />
  );
}

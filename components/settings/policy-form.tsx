/** The rules the agent speaks under: where it is silent, how sure it must be, how often it tries something. */
"use client";
import Link from "next/link";
import type { HeldBack } from "#lib/policy/model";
import type { SettingValue } from "#lib/settings/model";
import type { Queue } from "#lib/team/model";
import { SaveForm } from "../save-form";
import { Disclosure } from "../ui/disclosure";
import { NumberField } from "../ui/number-field";
import { PageHeader } from "../ui/page-header";
import { Section } from "../ui/section";
import { useAction } from "../use-action";
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
  const { run, busy, refusal, faultOf } = useAction(write);
  return (
    <Section
      title="Maximum error rate"
      description="How many of the shown proposals may be of no help. Lower: fewer proposals, and more of them useful. Vigil marks proposals as certified once your team's decisions show that the rate is kept."
    >
      <SaveForm
        busy={busy}
        refusal={refusal}
        onSave={(form) => {
          const value = { alpha: shareOf(form, "alpha"), delta: shareOf(form, "delta") };
          run({ key: "policy.certainty", value });
        }}
      >
        <PercentField
          name="alpha"
          label="Maximum error rate"
          value={certainty.alpha}
          error={faultOf("value.alpha")}
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
            error={faultOf("value.delta")}
          />
        </Disclosure>
      </SaveForm>
    </Section>
  );
}

function ExplorationForm({ exploration, write }: Pick<PolicyFormProps, "exploration" | "write">) {
  const { run, busy, refusal, faultOf } = useAction(write);
  return (
    <Section
      title="Exploration"
      description="Some drafts below the threshold are shown to analysts anyway, marked as exploration. This is how Vigil learns whether the threshold is right. A few percent is usual; at most 20%."
    >
      <SaveForm
        busy={busy}
        refusal={refusal}
        onSave={(form) => run({ key: "policy.exploration", value: { rate: shareOf(form, "rate") } })}
      >
        <PercentField
          name="rate"
          label="Share of drafts shown for exploration"
          value={exploration.rate}
          error={faultOf("value.rate")}
        />
      </SaveForm>
    </Section>
  );
}

function TurnsForm({ turns, write }: Pick<PolicyFormProps, "turns" | "write">) {
  const { run, busy, refusal, faultOf } = useAction(write);
  return (
    <Section
      title="Message grouping"
      description="Several messages in a row are read as one: the agent runs when no new message has arrived for this long. At most 60 seconds; with 0 it runs on every message at once."
    >
      <SaveForm
        busy={busy}
        refusal={refusal}
        onSave={(form) => {
          const seconds = Number(form.get("seconds"));
          run({ key: "policy.turns", value: { seconds } });
        }}
      >
        <NumberField
          label="Wait for more messages"
          error={faultOf("value.seconds")}
          name="seconds"
          min="0"
          max="60"
          defaultValue={turns.seconds}
          inputClassName="w-20 text-right tabular-nums"
          required
          unit="seconds"
        />
      </SaveForm>
    </Section>
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

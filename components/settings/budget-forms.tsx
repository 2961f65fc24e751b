/** What the agent may cost: cards an hour of analysts' attention, and tokens a day of the model; each with what it held back. */
"use client";
import type { ComponentProps } from "react";
import { countWords } from "#lib/platform/count/rules";
import type { HeldBack } from "#lib/policy/model";
import type { Attention, TokenBudget } from "#lib/settings/model";
import type { Queue } from "#lib/team/model";
import { SettingSection } from "../setting-section";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import type { WriteSetting } from "../write-setting";

type AttentionFormProps = { attention: Attention; held: HeldBack; queues: Queue[]; write: WriteSetting };

export function AttentionForm({ attention, held, queues, write }: AttentionFormProps) {
  const limitOf = (id: number) => attention.queues.find(({ queueId }) => queueId === id)?.perHour;
  return (
    <SettingSection
      title="Attention"
      value={attention}
      description="How many cards analysts get an hour in a queue. The least useful ones wait first: once half are shown, a card below the middle of them waits, and once all are, every card does. Escalations, reminders and alerts are always shown. Empty: no limit."
      write={write}
      whole="queues"
      read={(form) => {
        const own = queues.flatMap(({ id }) => {
          const perHour = numberOf(form, `queue ${id}`);
          return perHour === null ? [] : [{ queueId: id, perHour }];
        });
        return { key: "policy.attention", value: { perHour: numberOf(form, "perHour"), queues: own } };
      }}
    >
      {(faultOf) => (
        <>
          <Field label="Cards an hour, each queue" error={faultOf("perHour")}>
            {(control) => <Amount {...control} name="perHour" value={attention.perHour} />}
          </Field>
          {queues.map(({ id, name }) => (
            <Field key={id} label={`Cards an hour in ${name}`}>
              {(control) => <Amount {...control} name={`queue ${id}`} value={limitOf(id) ?? null} />}
            </Field>
          ))}
          <p className="text-sm text-ink-muted tabular-nums">
            {countWords(held.cards, "card")} held back in the last 24 hours.
          </p>
        </>
      )}
    </SettingSection>
  );
}

export function TokensForm({
  tokens,
  held,
  write,
}: {
  tokens: TokenBudget;
  held: HeldBack;
  write: WriteSetting;
}) {
  return (
    <SettingSection
      title="Model tokens"
      value={tokens}
      description="How many tokens of the model a day may use, counted from midnight UTC. When they are used up the built-in apprentice drafts, and the card says so. Empty: no limit."
      write={write}
      read={(form) => ({ key: "policy.tokens", value: { perDay: numberOf(form, "perDay") } })}
    >
      {(faultOf) => (
        <>
          <Field label="Tokens a day" error={faultOf("perDay")}>
            {(control) => <Amount {...control} name="perDay" value={tokens.perDay} />}
          </Field>
          <p className="text-sm text-ink-muted tabular-nums">
            {held.tokens.toLocaleString("en-GB")} used today; {countWords(held.modelCalls, "run")} went
            without the model.
          </p>
        </>
      )}
    </SettingSection>
  );
}

type AmountProps = Omit<ComponentProps<typeof Input>, "value"> & { value: number | null };

function Amount({ value, ...rest }: AmountProps) {
  return (
    <Input
      {...rest}
      type="number"
      min={1}
      defaultValue={value ?? ""}
      className="w-32 text-right tabular-nums"
    />
  );
}

function numberOf(form: FormData, name: string): number | null {
  const text = String(form.get(name) ?? "").trim();
  return text === "" ? null : Number(text);
}

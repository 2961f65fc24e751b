/** Rules for a queue and a priority, one a row: where, and what holds there. */
"use client";
import { Plus, Trash2 } from "lucide-react";
import { type Priority, priorities } from "#lib/sla/model";
import { priorityWords } from "../inbox/ticket-words";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Select } from "../ui/select";

/** A rule with `choice` as what holds in its place. */
export type PlaceRule<Choice extends string> = {
  queueId: number | null;
  priority: Priority | null;
  choice: Choice;
};

type PlaceRulesProps<Choice extends string> = {
  rules: readonly PlaceRule<Choice>[];
  onChange: (rules: PlaceRule<Choice>[]) => void;
  queues: readonly { id: number; name: string }[];
  choices: Record<Choice, string>;
  /** The choice a new rule begins with. */
  first: Choice;
};

const all = "all";

export function PlaceRules<Choice extends string>(props: PlaceRulesProps<Choice>) {
  const { rules, onChange, queues, choices, first } = props;
  const options = (Object.entries(choices) as [Choice, string][]).map(([value, label]) => ({ value, label }));
  const replace = (at: number, change: Partial<PlaceRule<Choice>>) =>
    onChange(rules.map((rule, place) => (place === at ? { ...rule, ...change } : rule)));
  return (
    <div className="flex flex-col gap-2">
      {rules.map((rule, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place in the list, and all of it is controlled
        <div key={at} className="flex flex-wrap items-center gap-2">
          <Select
            aria-label={`Queue of rule ${at + 1}`}
            value={rule.queueId === null ? all : String(rule.queueId)}
            onValueChange={(value) => replace(at, { queueId: value === all ? null : Number(value) })}
            options={[
              { value: all, label: "Every queue" },
              ...queues.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
            className="w-40"
          />
          <Select<Priority | typeof all>
            aria-label={`Priority of rule ${at + 1}`}
            value={rule.priority ?? all}
            onValueChange={(value) => replace(at, { priority: value === all ? null : value })}
            options={[
              { value: all, label: "Every priority" },
              ...priorities.map((value) => ({ value, label: priorityWords[value] })),
            ]}
            className="w-36"
          />
          <Select
            aria-label={`What rule ${at + 1} says`}
            value={rule.choice}
            onValueChange={(choice) => replace(at, { choice })}
            options={options}
            className="w-44"
          />
          <IconButton
            label={`Remove rule ${at + 1}`}
            icon={<Trash2 />}
            onClick={() => onChange(rules.filter((_, place) => place !== at))}
          />
        </div>
      ))}
      <div>
        <Button
          size="sm"
          onClick={() => onChange([...rules, { queueId: null, priority: null, choice: first }])}
        >
          <Plus aria-hidden /> Add a rule
        </Button>
      </div>
    </div>
  );
}

/** The rules that say which cause calls which chain, from which urgency on. */
"use client";
import { ArrowUp, Plus, X } from "lucide-react";
import { useState } from "react";
import type { Chain } from "#lib/oncall/model";
import { type PageRule, pageCauses, urgencies } from "#lib/oncall/paging/model";
import type { ActionResult, ServerAction } from "#lib/platform/model";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Select } from "../ui/select";
import { notify } from "../ui/toast";
import { useAction } from "../use-action";
import { causeWords, urgencyWords } from "./oncall-words";

const causes = pageCauses.map((value) => ({ value, label: causeWords[value] }));
const levels = urgencies.map((value) => ({
  value,
  label:
    value === "critical"
      ? "Critical only"
      : value === "normal"
        ? "Any urgency"
        : `${urgencyWords[value]} or more`,
}));
const any = "any";

type RuleFormProps = {
  rules: PageRule[];
  chains: readonly Chain[];
  /** Null: they can only be read. */
  set: ServerAction<{ rules: PageRule[]; seen: PageRule[] }> | null;
};

export function RuleForm({ rules: saved, chains, set }: RuleFormProps) {
  const { queues } = useDesk();
  const [rules, setRules] = useState(saved);
  // As they were when the form was filled, whatever the page is told later.
  const [seen, setSeen] = useState(saved);
  const { run, busy, refusal } = useAction(null, set ?? refused, (_, sent) => {
    setSeen(sent.rules);
    notify({ title: "Rules saved" });
  });
  const places = [
    { value: any, label: "Any queue" },
    ...queues.map(({ id, name }) => ({ value: String(id), label: name })),
  ];
  const options = chains.map(({ id, name }) => ({ value: String(id), label: name }));
  const change = (at: number, next: Partial<PageRule>) =>
    setRules((all) => all.map((one, n) => (n === at ? { ...one, ...next } : one)));
  const raise = (at: number) =>
    setRules((all) => {
      const next = [...all];
      next.splice(at - 1, 0, ...next.splice(at, 1));
      return next;
    });
  return (
    <div className="flex flex-col gap-2">
      {rules.length === 0 && (
        <p className="text-ink-muted">No rule yet: nobody is called but whoever a hand-over falls to.</p>
      )}
      <ol className="flex flex-col gap-2">
        {rules.map((rule, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is known by its place
          <li key={at} className="flex flex-wrap items-center gap-2">
            <Select
              aria-label={`Cause of rule ${at + 1}`}
              className="w-44"
              options={causes}
              value={rule.cause}
              disabled={!set}
              onValueChange={(cause) => change(at, { cause })}
            />
            <Select
              aria-label={`Queue of rule ${at + 1}`}
              className="w-40"
              options={places}
              value={rule.queueId === null ? any : String(rule.queueId)}
              disabled={!set}
              onValueChange={(value) => change(at, { queueId: value === any ? null : Number(value) })}
            />
            <Select
              aria-label={`Urgency of rule ${at + 1}`}
              className="w-40"
              options={levels}
              value={rule.atLeast}
              disabled={!set}
              onValueChange={(atLeast) => change(at, { atLeast })}
            />
            <span className="text-ink-muted">calls</span>
            <Select
              aria-label={`Chain of rule ${at + 1}`}
              className="w-48"
              options={options}
              value={String(rule.chainId)}
              disabled={!set}
              onValueChange={(value) => change(at, { chainId: Number(value) })}
            />
            {set && at > 0 && (
              <IconButton label={`Raise rule ${at + 1}`} icon={<ArrowUp />} onClick={() => raise(at)} />
            )}
            {set && (
              <IconButton
                label={`Remove rule ${at + 1}`}
                icon={<X />}
                onClick={() => setRules((all) => all.filter((_, n) => n !== at))}
              />
            )}
          </li>
        ))}
      </ol>
      {set && (
        <div className="flex gap-2">
          <Button
            onClick={() =>
              setRules((all) => [
                ...all,
                { cause: "incident", queueId: null, atLeast: "critical", chainId: chains[0]?.id ?? 0 },
              ])
            }
          >
            <Plus aria-hidden /> Add a rule
          </Button>
          <Button variant="primary" busy={busy} onClick={() => run({ rules, seen })}>
            Save the rules
          </Button>
        </div>
      )}
      <Refusal>{refusal}</Refusal>
    </div>
  );
}

async function refused(): Promise<ActionResult<unknown>> {
  return { ok: false, error: { code: "forbidden", message: "Only a lead can change this.", fields: [] } };
}

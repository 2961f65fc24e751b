/** Whose turn follows whose: people in their order, several of whom may share a turn. */
"use client";
import { ArrowUp, X } from "lucide-react";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { IconButton } from "../ui/icon-button";
import { Select } from "../ui/select";
import { SelectField } from "../ui/select-field";
import { namesOf } from "./oncall-words";

type TurnFieldsProps = {
  turns: readonly string[][];
  fault: string | undefined;
  onChange: (turns: string[][]) => void;
};

const nobody = "nobody";

export function TurnFields({ turns, fault, onChange }: TurnFieldsProps) {
  const { people } = useDesk();
  const staff = people
    .filter(({ role }) => roleMay(role, "oncall.answer"))
    .map(({ id, name }) => ({ value: id, label: name }));
  const edit = (at: number, change: (turn: string[]) => string[]) =>
    onChange(turns.map((turn, n) => (n === at ? change(turn) : turn)));
  const raise = (at: number) => {
    const next = [...turns];
    next.splice(at - 1, 0, ...next.splice(at, 1));
    onChange(next);
  };
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm font-medium text-ink-muted">Turns, in their order</p>
      <ol className="flex flex-col gap-1">
        {turns.map((turn, at) => {
          const name = namesOf(turn, people);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a turn is known by its place
            <li key={at} className="flex flex-wrap items-center gap-2">
              <span className="w-6 text-ink-faint tabular-nums">{at + 1}.</span>
              <span className="min-w-32">{name}</span>
              {at > 0 && (
                <IconButton
                  size="sm"
                  label={`Move ${name} up`}
                  icon={<ArrowUp />}
                  onClick={() => raise(at)}
                />
              )}
              {turns.length > 1 && (
                <IconButton
                  size="sm"
                  label={`Remove turn ${at + 1}, ${name}`}
                  icon={<X />}
                  onClick={() => onChange(turns.filter((_, n) => n !== at))}
                />
              )}
              <Select
                aria-label={`Share turn ${at + 1} with`}
                className="w-40"
                placeholder="Share with…"
                value=""
                options={staff.filter(({ value }) => !turn.includes(value))}
                onValueChange={(id) => edit(at, (before) => [...before, id])}
              />
            </li>
          );
        })}
      </ol>
      <SelectField
        label="Add a turn"
        error={fault}
        className="w-56"
        placeholder="Choose a person"
        value=""
        options={[...staff, { value: nobody, label: "Nobody (a turn off)" }]}
        onValueChange={(id) => onChange([...turns, id === nobody ? [] : [id]])}
      />
    </div>
  );
}

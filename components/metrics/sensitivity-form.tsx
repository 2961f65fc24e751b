/** How sensitive the detector is, as the false alarms a week that are acceptable: for one series, or all of its name. */
"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type SetSensitivityInput, usualSensitivity } from "#lib/metrics/model";
import { countWords } from "#lib/platform/count/rules";
import type { ServerAction } from "#lib/platform/model";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { SelectField } from "../ui/select-field";
import { useAction } from "../use-action";

type SensitivityFormProps = {
  series: { id: number; sourceId: string; name: string };
  own: number | null;
  ofName: number | null;
  save: ServerAction<SetSensitivityInput & { seen: number | null }>;
};

const inherited = "inherited";
const choices = [0.02, 0.1, 0.25, 0.5, 1, 2, 5] as const;

export function SensitivityForm({ series, own, ofName, save }: SensitivityFormProps) {
  const [mine, setMine] = useState(own === null ? inherited : String(own));
  const [all, setAll] = useState(ofName === null ? inherited : String(ofName));
  const router = useRouter();
  const [isSaved, setIsSaved] = useState(false);
  // As they were when the form was filled, whatever the page is told later.
  const [seen, setSeen] = useState({ own, ofName });
  const saving = useAction(null, save, (_, { seriesId, falseAlarmsPerWeek }) => {
    setSeen((before) => ({ ...before, [seriesId === null ? "ofName" : "own"]: falseAlarmsPerWeek }));
    setIsSaved(true);
    router.refresh();
  });
  const base = { sourceId: series.sourceId, name: series.name };
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        setIsSaved(false);
        const [wantedOfName, wanted] = [numberOf(all), numberOf(mine)];
        if (wantedOfName !== seen.ofName)
          saving.run({ ...base, seriesId: null, falseAlarmsPerWeek: wantedOfName, seen: seen.ofName });
        if (wanted !== seen.own)
          saving.run({ ...base, seriesId: series.id, falseAlarmsPerWeek: wanted, seen: seen.own });
      }}
    >
      <SelectField
        label="This series"
        value={mine}
        onValueChange={setMine}
        options={optionsOf(own, "As all with its name")}
      />
      <SelectField
        label={`All series named ${series.name}`}
        value={all}
        onValueChange={setAll}
        options={optionsOf(ofName, `Default (${wordsOf(usualSensitivity)})`)}
      />
      <Button type="submit" busy={saving.busy}>
        Save
      </Button>
      <p role="status" className="text-sm text-ink-muted">
        {isSaved && "Saved."}
      </p>
      <Refusal>{saving.refusal}</Refusal>
    </form>
  );
}

function optionsOf(set: number | null, inheritedWords: string) {
  const numbers = [...new Set([...choices, ...(set === null ? [] : [set])])].sort((a, b) => a - b);
  return [
    { value: inherited, label: inheritedWords },
    ...numbers.map((number) => ({ value: String(number), label: wordsOf(number) })),
  ];
}

/** "1 in 10 weeks", "2 a week". */
function wordsOf(perWeek: number): string {
  if (perWeek >= 1) return `${perWeek} a week`;
  return `1 in ${countWords(Math.round(1 / perWeek), "week")}`;
}

function numberOf(text: string): number | null {
  return text === inherited ? null : Number(text);
}

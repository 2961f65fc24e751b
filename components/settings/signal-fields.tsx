/** Which signal tells whether an action helped, and how long it may take to tell. */
"use client";
import { useState } from "react";
import {
  type Comparison,
  comparisons,
  type LookUpChoice,
  type ResultCheck,
} from "#lib/remediation/look-ups/model";
import type { ActionKind, VerificationWay } from "#lib/remediation/model";
import { NumberField } from "../ui/number-field";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";
import { LookFields, lookIn } from "./look-fields";

const ways: readonly { value: VerificationWay; label: string }[] = [
  { value: "endpoint", label: "The automation’s view of the object" },
  { value: "tool", label: "A look-up shows what is expected" },
  { value: "alert", label: "The ticket’s alert ends" },
  { value: "person", label: "A person looks" },
  { value: "none", label: "Nothing" },
];

const comparisonWords = {
  is: "is",
  is_not: "is not",
  at_least: "is at least",
  at_most: "is at most",
} as const satisfies Record<Comparison, string>;
const comparisonOptions = comparisons.map((value) => ({ value, label: comparisonWords[value] }));

type SignalFieldsProps = {
  kind: ActionKind;
  stored: { verification: VerificationWay; verifyWithin: number; check: ResultCheck | null } | null;
  lookUps: readonly LookUpChoice[];
  faultOf: (field: string) => string | undefined;
};

export function SignalFields({ kind, stored, lookUps, faultOf }: SignalFieldsProps) {
  const offered = ways.filter(({ value }) => kind === "http" || value !== "endpoint");
  const usual = { http: "endpoint", mcp: "tool", by_hand: "person" } as const;
  const [chosen, setWay] = useState<VerificationWay>(stored?.verification ?? usual[kind]);
  const way = offered.some(({ value }) => value === chosen) ? chosen : usual[kind];
  const check = stored?.check ?? null;
  return (
    <>
      <div className="grid grid-cols-[1fr_8rem] gap-3">
        <SelectField
          label="Signal that tells whether it helped"
          error={faultOf("verification")}
          name="verification"
          options={offered}
          value={way}
          onValueChange={setWay}
        />
        <NumberField
          label="Within (seconds)"
          error={faultOf("verifyWithin")}
          name="verifyWithin"
          min={1}
          max={86_400}
          defaultValue={stored?.verifyWithin ?? 300}
          required
        />
      </div>
      {way === "tool" && (
        <>
          <LookFields
            prefix="check"
            label="Look-up that tells"
            hint="Repeated until it shows what is expected or the time is over. {name} stands for the action’s argument."
            lookUps={lookUps}
            stored={check}
            error={faultOf("check")}
          />
          <div className="grid gap-3 sm:grid-cols-[1fr_8rem_1fr]">
            <TextField
              label="Value of the result"
              error={faultOf("check.path")}
              name="check.path"
              className="font-mono"
              autoComplete="off"
              placeholder="status.ready"
              defaultValue={check?.path}
              required
            />
            <SelectField
              label="Comparison"
              name="check.comparison"
              options={comparisonOptions}
              defaultValue={check?.comparison ?? "is"}
            />
            <TextField
              label="Expected"
              error={faultOf("check.value")}
              name="check.value"
              className="font-mono"
              autoComplete="off"
              defaultValue={check?.value}
              required
            />
          </div>
        </>
      )}
    </>
  );
}

/** The signal of these fields. */
export function signalIn(text: (name: string) => string, lookUps: readonly LookUpChoice[]) {
  const verification = ways.find(({ value }) => value === text("verification"))?.value ?? "none";
  const look = verification === "tool" ? lookIn(text, "check", lookUps) : null;
  const comparison = comparisons.find((one) => one === text("check.comparison")) ?? "is";
  const check = look && { ...look, path: text("check.path"), comparison, value: text("check.value") };
  return { verification, verifyWithin: Number(text("verifyWithin")), check };
}

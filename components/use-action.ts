/** Runs a server action from a form or a menu: busy while it runs, its refusal beside the field it is about. */
"use client";
import { useState, useTransition } from "react";
import type { ActionResult } from "#lib/platform/model";
import { answerTo } from "./answer-to";
import { askForProof } from "./sign-in/ask-for-proof";

type Refusal = Extract<ActionResult<never>, { ok: false }>["error"];

export type RunningAction<Input> = {
  run: (input: Input) => void;
  busy: boolean;
  /** The sentence of a refusal that no field shows. */
  refusal: string | undefined;
  /** What is wrong with the field of this name. */
  faultOf: (field: string) => string | undefined;
  /** Forgets the last refusal, for instance when a dialog is opened again. */
  forget: () => void;
};

export function useAction<Input, Data>(
  action: (input: Input) => Promise<ActionResult<Data>>,
  onDone?: (data: Data, input: Input) => void,
): RunningAction<Input> {
  const [error, setError] = useState<Refusal | null>(null);
  const [busy, startTransition] = useTransition();
  return {
    busy,
    refusal: error && error.fields.length === 0 ? error.message : undefined,
    faultOf: (field) => error?.fields.find((fault) => fault.field === field)?.message,
    forget: () => setError(null),
    run: (input) =>
      startTransition(async () => {
        const result = await provenly(() => action(input));
        setError(result.ok ? null : result.error);
        if (result.ok) onDone?.(result.data, input);
      }),
  };
}

/** Runs it, and once more where it needs a fresh proof of who acts and gets it. */
async function provenly<Data>(act: () => Promise<ActionResult<Data>>): Promise<ActionResult<Data>> {
  const result = await answerTo(act);
  if (result.ok || result.error.code !== "unproven") return result;
  return (await askForProof()) ? answerTo(act) : result;
}

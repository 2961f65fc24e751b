/** Runs a server action from a form or a menu: busy while it runs, done once, its refusal beside the field it is about. */
"use client";
import { useState, useTransition } from "react";
import type { ActionResult, ServerAction } from "#lib/platform/model";
import { type LostRequest, onceAsker } from "./once";

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

/** `kept`: where what is entered outlives the page, the request that was never answered does, too. */
export function useAction<Input, Data>(
  action: ServerAction<Input, Data>,
  onDone?: (data: Data, input: Input) => void,
  kept?: LostRequest,
): RunningAction<Input> {
  const [error, setError] = useState<Refusal | null>(null);
  const [busy, startTransition] = useTransition();
  const [ask] = useState(onceAsker);
  const [lost] = useState<LostRequest>({ key: null });
  return {
    busy,
    refusal: error && error.fields.length === 0 ? error.message : undefined,
    faultOf: (field) => error?.fields.find((fault) => fault.field === field)?.message,
    forget: () => setError(null),
    run: (input) =>
      startTransition(async () => {
        const result = await ask(action, input, kept ?? lost);
        if (!result) return;
        setError(result.ok ? null : result.error);
        if (result.ok) onDone?.(result.data, input);
      }),
  };
}

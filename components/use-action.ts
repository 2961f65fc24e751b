/** Runs a server action from a form or a menu: busy while it runs, its refusal beside the field it is about. */
"use client";
import { useState, useTransition } from "react";
import type { ActionResult } from "#lib/platform/model";

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
        const result = await action(input).catch(unreachable);
        setError(result.ok ? null : result.error);
        if (result.ok) onDone?.(result.data, input);
      }),
  };
}

function unreachable(): { ok: false; error: Refusal } {
  const message = "Vigil cannot be reached. What you entered is still here; try again in a moment.";
  return { ok: false, error: { code: "unreachable", message, fields: [] } };
}

/** Runs a server action from a form or a menu: busy while it runs, done once, its refusal beside the field it is about. */
"use client";
import { usePathname } from "next/navigation";
import { useMemo, useState, useTransition } from "react";
import type { ActionResult, ServerAction } from "#lib/platform/model";
import { onceAsker } from "./once";

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

/**
 * `place` names what asks, on its page: a request that was never answered is known by it when the form is opened again. Null for
 * what sets a state, which is the same however often it is said.
 */
export function useAction<Input, Data>(
  place: string | null,
  action: ServerAction<Input, Data>,
  onDone?: (data: Data, input: Input) => void,
): RunningAction<Input> {
  const [error, setError] = useState<Refusal | null>(null);
  const [busy, startTransition] = useTransition();
  const path = usePathname();
  const at = place === null ? null : `${path}.${place}`;
  const ask = useMemo(() => onceAsker(at), [at]);
  return {
    busy,
    refusal: error && error.fields.length === 0 ? error.message : undefined,
    faultOf: (field) => error?.fields.find((fault) => fault.field === field)?.message,
    forget: () => setError(null),
    run: (input) =>
      startTransition(async () => {
        const result = await ask(action, input);
        if (!result) return;
        setError(result.ok ? null : result.error);
        if (result.ok) onDone?.(result.data, input);
      }),
  };
}

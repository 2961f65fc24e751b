/** State of a page that stands in its address, so that it can be linked to. */
"use client";
import {
  type Nullable,
  type Options,
  type UseQueryStatesKeysMap,
  type UseQueryStatesOptions,
  useQueryStates,
  type Values,
} from "nuqs";
import { useCallback } from "react";

/**
 * What the address says, and a way to change part of it. The rest is written again with each change: right after one change the
 * address may say for a moment what it said before, and what was left to it then would come back.
 */
export function useAddressState<Parsers extends UseQueryStatesKeysMap>(
  parsers: Parsers,
  options: Partial<UseQueryStatesOptions<Parsers>> = {},
) {
  const [state, write] = useQueryStates(parsers, options);
  const change = useCallback(
    (part: Partial<Nullable<Values<Parsers>>>, by?: Options) => write((now) => ({ ...now, ...part }), by),
    [write],
  );
  return [state, change] as const;
}

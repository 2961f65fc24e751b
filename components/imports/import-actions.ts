/** What can be done to an import from the page. */
import type { Mapping } from "#lib/imports/model";
import type { ActionResult } from "#lib/platform/model";

export type ImportActions = {
  start: (input: { id: number; system: string; mapping: Mapping | null }) => Promise<ActionResult<unknown>>;
  cancel: (input: { id: number }) => Promise<ActionResult<unknown>>;
  undo: (input: { id: number }) => Promise<ActionResult<{ removed: number; kept: number }>>;
};

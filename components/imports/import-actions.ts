/** What can be done to an import from the page. */
import type { Mapping } from "#lib/imports/model";
import type { ServerAction } from "#lib/platform/model";

export type ImportActions = {
  start: ServerAction<{ id: number; system: string; mapping: Mapping | null }>;
  cancel: ServerAction<{ id: number }>;
  undo: ServerAction<{ id: number }, { removed: number; kept: number }>;
};

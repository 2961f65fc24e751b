/** What can be done to an incident from its page. */
import type { ServerAction } from "#lib/platform/model";

type Made = { incidentId: number };
export type IncidentActions = {
  split: ServerAction<{ incidentId: number; alertIds: number[] }, Made>;
  merge: ServerAction<{ incidentId: number; intoId: number }, Made>;
};

/** What can be done to an incident from its page. */
import type { ActionResult } from "#lib/platform/model";

type Done = Promise<ActionResult<{ incidentId: number }>>;
export type IncidentActions = {
  split: (input: { incidentId: number; alertIds: number[] }) => Done;
  merge: (input: { incidentId: number; intoId: number }) => Done;
};

/** What can be done with an incident. */
import { z } from "zod";
import { recordAudit } from "#lib/platform/audit";
import { command } from "#lib/platform/command";
import { instant } from "#lib/platform/instant";
import { addNote, moveStatus } from "#lib/tickets/commands";
import { mayMove } from "#lib/tickets/model";
import { type Divided, divide } from "./dividing";
import { lockAlerts } from "./lock";
import { MergeIncidentInput, SplitIncidentInput } from "./model";
import { inHand } from "./reading";
import { mergeInto, splitOff } from "./rearranging";
import { resolveNow } from "./resolving";

const QuietIncidentInput = z.object({ incidentId: z.number().int(), since: instant });

/** An incident that has been quiet since `since` is over; false when it has not, or was merged away. */
export const resolveQuietIncident = command(
  "machine",
  QuietIncidentInput,
  async (tx, { incidentId, since }): Promise<boolean> => {
    await lockAlerts(tx);
    const working = (await inHand(tx, [incidentId])).get(incidentId);
    if (working?.row.status !== "settling") return false;
    if (working.row.quietSince?.getTime() !== since.getTime()) return false;
    await resolveNow(tx, working);
    return true;
  },
);

/**
 * An incident that has gained nothing since `since` is taken apart where it holds two causes; people put it together again by
 * merging. Null where it is left as it is.
 */
export const divideIncident = command(
  "machine",
  QuietIncidentInput,
  async (tx, { incidentId, since }): Promise<Divided | null> => {
    await lockAlerts(tx);
    const row = (await inHand(tx, [incidentId])).get(incidentId)?.row;
    if (!row || row.lastJoinAt.getTime() !== since.getTime()) return null;
    if ((row.status !== "open" && row.status !== "settling") || row.major === "confirmed") return null;
    const divided = await divide(tx, incidentId);
    if (!divided) return null;
    const { into, alertIds, first, second } = divided;
    await recordAudit(tx, {
      action: "incident.split",
      entity: "incident",
      entityId: incidentId,
      after: { into, alerts: alertIds.length, first, second },
    });
    return divided;
  },
);

/** Takes alerts out of an incident into one of their own. Such alerts are kept apart from then on. */
export const splitIncident = command(
  "incident.manage",
  SplitIncidentInput,
  async (tx, { incidentId, alertIds }): Promise<{ incidentId: number }> => {
    await lockAlerts(tx);
    const into = await splitOff(tx, incidentId, alertIds);
    await recordAudit(tx, {
      action: "incident.split",
      entity: "incident",
      entityId: incidentId,
      after: { into, alerts: alertIds.length },
    });
    return { incidentId: into };
  },
);

/** Puts an incident into another one, whose ticket goes on; such alerts are joined from then on. */
export const mergeIncident = command(
  "incident.manage",
  MergeIncidentInput,
  async (tx, { incidentId, intoId }): Promise<{ incidentId: number }> => {
    await lockAlerts(tx);
    const { row, ticket } = await mergeInto(tx, incidentId, intoId);
    await recordAudit(tx, {
      action: "incident.merge",
      entity: "incident",
      entityId: incidentId,
      after: { into: intoId },
    });
    if (row.ticketId !== null && ticket) {
      await addNote(tx, { ticketId: row.ticketId, text: `Merged into incident ${intoId}.` });
      if (mayMove(ticket.status, "solved")) await moveStatus(tx, { ticketId: row.ticketId, to: "solved" });
    }
    return { incidentId: intoId };
  },
);

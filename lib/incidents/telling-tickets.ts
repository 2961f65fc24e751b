/** Tells the tickets of incidents what their alerts do; the first telling opens the ticket. */
import { sql } from "drizzle-orm";
import { toJson } from "#db/json";
import type { Ctx } from "#lib/platform/context";
import { priorities } from "#lib/sla/model";
import { recordEvents, setTriage } from "#lib/tickets/commands";
import { alertEvent, alertPriority, ticketKey } from "./speaking";
import type { AlertSender, Spoken } from "./working";

/** Most events of one call. */
const portion = 500;

/** Brings what alerts say to the tickets of their incidents; an alert graver than the ticket raises its priority. */
export async function tellTickets(tx: Ctx, sender: AlertSender, spoken: readonly Spoken[]): Promise<void> {
  if (spoken.length === 0) return;
  // Where a person rearranges incidents, it is still the alert that speaks.
  const isPerson = tx.actor.kind === "user" || tx.actor.kind === "api_key";
  const machine: Ctx = isPerson
    ? { ...tx, actor: { kind: "system", id: "incidents", name: sender.sourceName } }
    : tx;
  for (let from = 0; from < spoken.length; from += portion) {
    const some = spoken.slice(from, from + portion);
    const recorded = await recordEvents(machine, {
      events: some.map(({ alert, working: { row, ticket }, start }) =>
        alertEvent("alert_firing", alert, start, {
          incidentId: row.id,
          ticket: {
            source: ticket?.source ?? row.source,
            externalId: ticket?.externalId ?? ticketKey(row.id),
          },
          senderName: sender.sourceName,
          queueKey: sender.queueKey,
          now: tx.now(),
        }),
      ),
    });
    some.forEach(({ working }, index) => {
      working.row.ticketId ??= recorded[index]?.ticketId ?? null;
    });
  }
  await noteTickets(tx, spoken);
  await noteTold(tx, spoken);
  await raisePriorities(tx, spoken);
}

async function noteTickets(tx: Ctx, spoken: readonly Spoken[]): Promise<void> {
  const rows = spoken
    .filter(({ working }) => working.loaded?.ticketId !== working.row.ticketId)
    .map(({ working: { row } }) => ({ id: row.id, ticketId: row.ticketId }));
  if (rows.length === 0) return;
  await tx.db.execute(sql`
    update incident set ticket_id = new."ticketId"
    from json_to_recordset(${toJson(rows)}::text::json) as new (id bigint, "ticketId" bigint)
    where incident.id = new.id`);
}

async function noteTold(tx: Ctx, spoken: readonly Spoken[]): Promise<void> {
  const rows = spoken.map(({ alert, start }) => ({ alertId: alert.id, start }));
  await tx.db.execute(sql`
    update incident_alert set told_start = new.start
    from json_to_recordset(${toJson(rows)}::text::json) as new ("alertId" bigint, start text)
    where incident_alert.alert_id = new."alertId" and incident_alert.left_at is null`);
}

async function raisePriorities(tx: Ctx, spoken: readonly Spoken[]): Promise<void> {
  for (const { alert, working } of spoken) {
    const { ticket, row } = working;
    const wanted = alertPriority(alert);
    if (!ticket || row.ticketId === null) continue;
    if (priorities.indexOf(wanted) <= priorities.indexOf(ticket.priority)) continue;
    await setTriage(tx, { ticketId: row.ticketId, fields: { priority: wanted } });
    ticket.priority = wanted;
  }
}

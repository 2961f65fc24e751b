/** Whether people did something about an incident. */
import { sql } from "drizzle-orm";

/** Somebody acted on `incident`: took it, wrote on its ticket, decided, ran or confirmed something. What the machine did by itself does not count. */
export const isActedOn = sql`(
  exists (select from ticket where ticket.id = incident.ticket_id and ticket.assignee_id is not null)
  or exists (select from ticket_event as event where event.ticket_id = incident.ticket_id and event.actor_kind = 'analyst')
  or exists (select from decision where decision.ticket_id = incident.ticket_id and decision.undone_at is null)
  or incident.major in ('confirmed', 'dismissed'))`;

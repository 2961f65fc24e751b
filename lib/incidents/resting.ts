/** Tickets whose own cards rest: one answer goes to all of a major incident. */
import { sql } from "drizzle-orm";

/** `ticket` belongs to a confirmed major incident that goes on. */
export const isInMajor = sql`exists (
  select from incident_ticket join incident on incident.id = incident_ticket.incident_id
  where incident_ticket.ticket_id = ticket.id and incident_ticket.state = 'joined'
    and incident.major = 'confirmed' and incident.status in ('open', 'settling'))`;

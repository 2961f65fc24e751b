/** The incident that goes on where a customer's ticket is about the same service. */
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

export const OpenIncident = z.object({
  title: z.string(),
  service: z.string(),
  startsAt: z.coerce.date(),
  /** The newest line of its status that anybody may read. */
  published: z.string().nullable(),
});
export type OpenIncident = z.infer<typeof OpenIncident>;

/** From this on the words of a message point to a service surely enough. */
const surely = 0.6;
/** An incident that began before this is told of by whoever has it. */
const oldest = 24 * 3_600_000;

/**
 * The newest incident of alerts that goes on and is about the service of `ticket`: the one it is filed under, that its
 * messages point to, or that its subject or a message names as only a name is written. One whose own ticket lies in another
 * restricted queue is nobody's here.
 */
export function openIncidentOf(now: Date): SQL {
  const since = new Date(now.getTime() - oldest).toISOString();
  return sql`(
    select json_build_object('title', open.title, 'service', open.service, 'startsAt', open.starts_at, 'published', (
      select text from status_post
      where incident_id = open.id and published_at is not null order by id desc limit 1))
    from incident as open
    where ticket.kind = 'request' and open.status in ('open', 'settling') and open.firing > 0
      and open.starts_at > ${since}::timestamptz and open.ticket_id is distinct from ticket.id
      and not exists (
        select from ticket as carrier join queue on queue.id = carrier.queue_id
        where carrier.id = open.ticket_id and queue.is_restricted and queue.id is distinct from ticket.queue_id)
      and (lower(open.service) = lower(ticket.service)
        or exists (select from customer_report as report
          where report.ticket_id = ticket.id and report.sure >= ${surely} and lower(report.service) = lower(open.service))
        or (open.service ~ '^[[:alnum:]]+([-_.][[:alnum:]]+)+$' and exists (
          select from ticket_event as said
          where said.ticket_id = ticket.id and said.kind = 'customer_message'
            and position(lower(open.service) in lower(ticket.subject || ' ' || said.body)) > 0)))
    order by open.starts_at desc, open.id desc limit 1)`;
}

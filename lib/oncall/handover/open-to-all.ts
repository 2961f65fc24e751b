/** What a hand-over may hold: its record is everybody's. */
import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

/** True of a ticket that lies in no restricted queue, and where there is no ticket. */
export const isOpenToAll = (ticketId: SQL | AnyPgColumn) => sql`not exists (
  select from ticket as of_item join queue on queue.id = of_item.queue_id
  where of_item.id = ${ticketId} and queue.is_restricted)`;

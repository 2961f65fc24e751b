/** A ticket as the desk opens it. */
import { z } from "zod";
import { ClockView, Commitment } from "#lib/sla/model";
import { TimelineEvent } from "./event";
import { Customer, MessageReading, ReplyDelivery, Ticket } from "./model";

/** The row, who asks, everything that happened, oldest first, and where its replies went. */
export const TicketDetail = z.object({
  ticket: Ticket,
  customer: Customer.nullable(),
  events: z.array(TimelineEvent),
  deliveries: z.array(ReplyDelivery),
  /** Of the messages of which there is something to say. */
  readings: z.array(MessageReading),
  clocks: z.array(ClockView),
  /** What was promised on it, the newest first. */
  commitments: z.array(Commitment),
});
export type TicketDetail = z.infer<typeof TicketDetail>;

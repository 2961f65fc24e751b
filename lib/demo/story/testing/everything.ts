/** All tickets and customers of the demo story, for the tests that hold it together. */
import { story } from "../story";

export const everyTicket = [...story.tickets, ...story.past];

export const everyCustomer = [...story.customers, ...story.newcomers];

export const customerKeys = everyCustomer.map((customer) => customer.key);

/** Tickets still open when the demo begins. */
export const open = story.tickets.filter((ticket) => !ticket.closed);

/** The interface for reactions to ticket changes; implemented by modules above and bound once per process in lib/reactions.ts. */
import { bindingOf } from "#lib/platform/binding";
import type { Ctx } from "#lib/platform/context";
import type { NewJob } from "#lib/platform/jobs/model";
import type { TicketChange, WrittenEvent } from "./change";
import type { TicketStatus } from "./model";

/** Work that follows from a change, to be done after it has committed. `turn`: seconds a customer may go on writing. */
export type Follows = (change: TicketChange, at: { now: Date; turn: number }) => NewJob[];

export type TicketReactions = {
  /** Closes the proposals of a ticket that was answered or finished; true where something still waits. */
  closeAnswered: (
    tx: Ctx,
    at: { ticketId: number; status: TicketStatus; events: readonly WrittenEvent[] },
  ) => Promise<boolean>;
  /** Gives back the proposals made after `since` that an end closed which was taken back; true where one waits again. */
  reopenUnused: (tx: Ctx, at: { ticketId: number; since: number }) => Promise<boolean>;
  /** Supersedes proposals that depend on an event that is withdrawn, replaced, or of another origin. */
  supersedeDependent: (tx: Ctx, ticketId: number, eventId: number) => Promise<void>;
  follows: readonly Follows[];
  /** What belongs to the change itself, in its transaction. */
  within: readonly ((tx: Ctx, changes: readonly TicketChange[]) => Promise<void>)[];
};

/** What follows from changes of tickets in this process, whoever acts on whichever database. */
export const { bind: bindReactions, bound: reactions } = bindingOf<TicketReactions>(
  "#lib/reactions",
  "what follows from a change of a ticket",
);

/** The two steps of a reply on its way out, each a transaction of its own. */
import { command } from "#lib/platform/command";
import { claim, DeliveryInput, OutcomeInput, recordOutcome } from "./state-machine";

/**
 * Takes up a reply whose undo window is over; from here on it cannot be withdrawn. Null when there is nothing to
 * send: no connector takes it, it was withdrawn, it is finished, or an earlier reply of the ticket goes first.
 */
export const claimReply = command("machine", DeliveryInput, claim);

/** Writes down what came of an attempt: there, tried again, or given up where people see it. */
export const recordReplyOutcome = command("machine", OutcomeInput, recordOutcome);

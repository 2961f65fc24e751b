/** The two steps of a reply on its way out, each a transaction of its own. */
import { command } from "#lib/platform/command";
import { claim, DeliveryInput, SettleInput, settle } from "./course";

/**
 * Takes up a reply whose undo window is over; from here on it cannot be withdrawn. Null when there is nothing to
 * send: no connector takes it, it was taken back, it is settled, or an earlier reply of the ticket goes first.
 */
export const claimReply = command("machine", DeliveryInput, claim);

/** Writes down what came of an attempt: there, tried again, or given up where people see it. */
export const settleReply = command("machine", SettleInput, settle);

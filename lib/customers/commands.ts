/** Merging two customers who are one person, and taking it back. */
import { z } from "zod";
import { recordAudit } from "#lib/platform/audit";
import { command } from "#lib/platform/command";
import { type Merged, mergeInto, unmerge } from "./merging";
import { MergeInput, type MergeOutcome } from "./model";

/** All tickets of one customer stand under another one's card from now on; `undoMerge` takes it back exactly. */
export const mergeCustomers = command(
  "ticket.write",
  MergeInput,
  async (tx, { intoId, fromId }): Promise<MergeOutcome> => {
    const merged = await mergeInto(tx, intoId, fromId);
    await recordAudit(tx, {
      action: "customer.merge",
      entity: "customer",
      entityId: fromId,
      before: { name: merged.from.name },
      after: auditOf(merged),
    });
    return outcomeOf(merged);
  },
);

/** Two customers again, each with the tickets and the card of before. */
export const undoMerge = command(
  "ticket.write",
  z.object({ customerId: z.number().int() }),
  async (tx, { customerId }): Promise<MergeOutcome> => {
    const merged = await unmerge(tx, customerId);
    await recordAudit(tx, {
      action: "customer.undo_merge",
      entity: "customer",
      entityId: customerId,
      before: auditOf(merged),
      after: { name: merged.from.name },
    });
    return outcomeOf(merged);
  },
);

function auditOf({ into, from, filled, tickets }: Merged): Record<string, unknown> {
  return { name: from.name, intoId: into.id, into: into.name, tickets, filled: Object.keys(filled) };
}

function outcomeOf({ into, from, tickets }: Merged): MergeOutcome {
  return { into: { id: into.id, name: into.name }, from: { id: from.id, name: from.name }, tickets };
}

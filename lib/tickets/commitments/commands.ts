/** The commands on a commitment: kept by a reply and broken by its deadline, it is withdrawn by hand. */
import { eq } from "drizzle-orm";
import { commitment } from "#db/schema/sla";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import { AppError } from "#lib/platform/errors";
import { Commitment, WithdrawCommitmentInput } from "#lib/sla/model";
import { updateTickets } from "../consequences";
import { besideTickets, withDueTimes } from "../due-times";
import { hold, lockTicket } from "../lock";

/** Says that an open commitment no longer counts; `conflict` for one that is closed. */
export const withdrawCommitment = command(
  "ticket.write",
  WithdrawCommitmentInput,
  async (tx, { commitmentId }): Promise<Commitment> => {
    const isOurs = eq(commitment.id, commitmentId);
    const [known] = await tx.db.select({ ticketId: commitment.ticketId }).from(commitment).where(isOurs);
    if (!known) throw new AppError("not_found", `There is no commitment ${commitmentId}.`);
    const before = await lockTicket(tx, known.ticketId);
    const [row] = await tx.db.select().from(commitment).where(isOurs);
    if (row?.state !== "open") throw new AppError("conflict", `The commitment is ${row?.state}.`);
    const [after] = await tx.db
      .update(commitment)
      .set({ state: "withdrawn", settledAt: tx.now() })
      .where(isOurs)
      .returning();
    const beside = (await besideTickets(tx, [before.id])).get(before.id) ?? { clocks: [], commitments: [] };
    const ticketAfter = withDueTimes(before, beside);
    hold(tx, ticketAfter);
    await updateTickets(tx, [{ before, after: ticketAfter, events: [] }]);
    await recordAudit(tx, {
      action: "commitment.withdraw",
      entity: "ticket",
      entityId: before.id,
      before: { commitmentId, text: row.text, dueAt: row.dueAt },
    });
    await publishChange(tx, "ticket", before.id, { commitmentId });
    return Commitment.parse(after);
  },
);

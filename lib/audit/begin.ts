/** After the oldest rows of the audit trail were archived: the trail itself says behind which head it begins from now on. */
import { recordAudit } from "#lib/platform/audit";
import { Beginning } from "#lib/platform/audit-beginning";
import { type AuditHead, chainedRows } from "#lib/platform/audit-chain";
import { verifyAudit } from "#lib/platform/audit-verify";
import { command } from "#lib/platform/command";
import { AppError } from "#lib/platform/errors";

/**
 * Records that the trail begins behind `head`, the last row that was archived. `unprocessable` unless the rows up to it are
 * gone and everything behind it is whole.
 */
export const beginAudit = command("machine", Beginning, async (tx, head): Promise<AuditHead> => {
  const [first] = await chainedRows(tx, 0, 1);
  if (Number(first?.sequence) !== head.sequence + 1)
    throw new AppError(
      "unprocessable",
      `The trail begins with row ${first?.sequence ?? "none"}, not with the one behind row ${head.sequence}. Nothing was changed.`,
    );
  const { broken } = await verifyAudit(tx, { from: head });
  if (broken)
    throw new AppError("unprocessable", `The trail is not whole (${broken.fault}). Nothing was changed.`);
  await recordAudit(tx, { action: "audit.begin", entity: "audit", entityId: head.sequence, after: head });
  return head;
});

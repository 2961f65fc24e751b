/** `vigil audit verify`: recomputes the audit chain and names the first row that does not fit. */
import { verifyAudit } from "#lib/platform/audit-chain";
import type { Subcommand } from "./subcommand";

export const auditVerify: Subcommand = {
  usage: "audit verify",
  summary: "Recompute the audit chain; ends with 1 and names the first broken row when there is one.",
  async run(ctx) {
    const { checked, unchained, head, broken } = await verifyAudit(ctx);
    const line = broken
      ? `Broken: ${JSON.stringify(broken)}`
      : `The audit chain is intact: ${checked} rows, ${unchained} not chained yet, head ${head.sequence} ${head.hash}`;
    process.stdout.write(`${line}\n`);
    return broken ? 1 : 0;
  },
};

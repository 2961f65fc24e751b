/** Tells, in the trail itself, of rows that were taken away before they were chained. */
import { recordAudit } from "#lib/platform/audit";
import { missingRows, openWitness } from "#lib/platform/audit-witness";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { log } from "#lib/platform/log";

const everyMs = 2_000;

/** Lets this process remember the rows it writes, and look after them for as long as it lives. */
export function watchRows(): void {
  openWitness();
  setInterval(() => {
    reportMissing(systemCtx("audit")).catch((error: unknown) =>
      log().warn({ error }, "The audit trail could not be looked after; it will be tried again."),
    );
  }, everyMs).unref();
}

/** Records which rows of this process are no longer there as they were written. */
export async function reportMissing(ctx: Ctx): Promise<void> {
  const missing = await missingRows(ctx);
  if (missing.length === 0) return;
  log().error({ ids: missing }, "Rows of the audit trail are gone.");
  await recordAudit(
    ctx,
    ...missing.map((id) => ({ action: "audit.missing" as const, entity: "audit" as const, entityId: id })),
  );
}

/** The one way in for alerts, whatever system they come from. */
import { sql } from "drizzle-orm";
import { recordAudit } from "#lib/platform/audit";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { bounded } from "./bounds";
import { type InboundAlert, RecordAlertsInput } from "./model";
import { type AlertRow, addAlerts, knownAlerts, noteTurns, type Turn, updateAlerts } from "./store";
import { type KeptAlert, type Step, told } from "./telling";

/** Where an alert stands now; `isDuplicate` when telling it changed nothing. */
export type RecordedAlert = { fingerprint: string; alertId: number; isDuplicate: boolean };

/**
 * Takes alerts of one source in: each is one row, however often it is told, in whatever order its beginning and its end
 * arrive. Results in the order given.
 */
export const recordAlerts = command(
  "machine",
  RecordAlertsInput,
  async (tx, { source, alerts }): Promise<RecordedAlert[]> => {
    if (alerts.length === 0) return [];
    // Alerts find their incident one batch after the other: two of one cause must not both open one.
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext('vigil.alerts'))`);
    const heard = await hear(tx, source, alerts.map(bounded));
    const changed = heard.filter(({ step }) => step !== "same" && step !== "late");
    if (changed.length > 0)
      await recordAudit(tx, {
        action: "alerts.record",
        entity: "source",
        entityId: source,
        after: { alertIds: changed.map(({ row }) => row.id) },
      });
    return heard.map(({ row, step }) => ({
      fingerprint: row.fingerprint,
      alertId: row.id,
      isDuplicate: step === "same" || step === "late",
    }));
  },
);

/** One telling, and the alert as all of them left it. */
type Heard = { row: AlertRow; step: Step };

async function hear(tx: Ctx, source: string, alerts: InboundAlert[]): Promise<Heard[]> {
  const now = tx.now();
  const before = await knownAlerts(
    tx,
    source,
    alerts.map(({ fingerprint }) => fingerprint),
  );
  const current = new Map<string, KeptAlert>(before);
  const steps = alerts.map((sent) => {
    const { after, step } = told(source, current.get(sent.fingerprint) ?? null, sent, now);
    current.set(sent.fingerprint, after);
    return { fingerprint: sent.fingerprint, step, startsAt: after.startsAt, endsAt: after.endsAt };
  });
  const added = await addAlerts(
    tx,
    [...current.values()].filter(({ fingerprint }) => !before.has(fingerprint)),
  );
  const rows = new Map<string, AlertRow>();
  for (const [fingerprint, kept] of current) {
    const id = before.get(fingerprint)?.id ?? added.get(fingerprint);
    if (id !== undefined) rows.set(fingerprint, { ...kept, id });
  }
  await updateAlerts(
    tx,
    [...rows.values()].filter(({ fingerprint }) => before.has(fingerprint)),
  );
  const heard = steps.flatMap((one) => {
    const row = rows.get(one.fingerprint);
    return row ? [{ ...one, row }] : [];
  });
  await noteTurns(
    tx,
    heard.flatMap(({ row, step, startsAt, endsAt }): Turn[] => {
      if (step === "began") return [{ alertId: row.id, began: startsAt }];
      return step === "ended" && endsAt ? [{ alertId: row.id, ended: endsAt }] : [];
    }),
  );
  return heard.map(({ row, step }) => ({ row, step }));
}

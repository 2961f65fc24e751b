/** The one way in for alerts, whatever system they come from. */
import { lockAlerts } from "#lib/incidents/lock";
import { type Heard, placeAlerts } from "#lib/incidents/placing";
import { recordAudit } from "#lib/platform/audit";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { bounded } from "./bounds";
import { type InboundAlert, RecordAlertsInput } from "./model";
import { addAlerts, knownAlerts, noteTurns, type Turn, updateAlerts } from "./store";
import { type KeptAlert, type Step, told } from "./telling";

/** Where an alert stands now; `isDuplicate` when telling it changed nothing. */
export type RecordedAlert = {
  fingerprint: string;
  alertId: number;
  /** The incident it belongs to and the ticket that carries it; null for one that is nobody's matter. */
  incidentId: number | null;
  ticketId: number | null;
  isDuplicate: boolean;
};

/** So many alerts of a batch are named in the audit trail; the rest are counted. */
const mostAudited = 50;

/**
 * Takes alerts of one source in: each is one row, however often it is told, in whatever order its beginning and its end
 * arrive, and opens an incident or joins one. Results in the order given.
 */
export const recordAlerts = command(
  "machine",
  RecordAlertsInput,
  async (tx, { alerts, ...given }): Promise<RecordedAlert[]> => {
    if (alerts.length === 0) return [];
    await lockAlerts(tx);
    const sender = { ...given, sourceName: given.sourceName ?? given.source };
    const { heard, steps } = await hear(tx, sender.source, alerts.map(bounded));
    const changed = steps.filter(({ step }) => step !== "same" && step !== "late");
    const fingerprints = [...new Set(changed.map(({ fingerprint }) => fingerprint))];
    if (changed.length > 0)
      await recordAudit(tx, {
        action: "alerts.record",
        entity: "source",
        entityId: sender.source,
        after: { alerts: fingerprints.length, fingerprints: fingerprints.slice(0, mostAudited) },
      });
    const placed = await placeAlerts(tx, sender, [...heard.values()]);
    return steps.flatMap(({ fingerprint, step }) => {
      const alertId = heard.get(fingerprint)?.row.id;
      if (alertId === undefined) return [];
      const place = placed.get(alertId) ?? { incidentId: null, ticketId: null };
      return [{ fingerprint, alertId, ...place, isDuplicate: step === "same" || step === "late" }];
    });
  },
);

/** What was told, one by one. */
type Told = { fingerprint: string; step: Step; startsAt: Date; endsAt: Date | null };

async function hear(
  tx: Ctx,
  source: string,
  alerts: InboundAlert[],
): Promise<{ heard: Map<string, Heard>; steps: Told[] }> {
  const now = tx.now();
  const before = await knownAlerts(
    tx,
    source,
    alerts.map(({ fingerprint }) => fingerprint),
  );
  const current = new Map<string, KeptAlert>(before);
  const steps = alerts.map((sent): Told => {
    const { after, step } = told(source, current.get(sent.fingerprint) ?? null, sent, now);
    current.set(sent.fingerprint, after);
    return { fingerprint: sent.fingerprint, step, startsAt: after.startsAt, endsAt: after.endsAt };
  });
  const added = await addAlerts(
    tx,
    [...current.values()].filter(({ fingerprint }) => !before.has(fingerprint)),
  );
  const heard = new Map<string, Heard>();
  for (const [fingerprint, kept] of current) {
    const known = before.get(fingerprint) ?? null;
    const id = known?.id ?? added.get(fingerprint);
    if (id !== undefined) heard.set(fingerprint, { row: { ...kept, id }, before: known, steps: [] });
  }
  for (const { fingerprint, step } of steps) heard.get(fingerprint)?.steps.push(step);
  await updateAlerts(
    tx,
    [...heard.values()].filter((one) => one.before !== null).map(({ row }) => row),
  );
  await noteTurns(
    tx,
    steps.flatMap(({ fingerprint, step, startsAt, endsAt }): Turn[] => {
      const alertId = heard.get(fingerprint)?.row.id ?? 0;
      if (step === "began") return [{ alertId, began: startsAt }];
      return step === "ended" && endsAt ? [{ alertId, ended: endsAt }] : [];
    }),
  );
  return { heard, steps };
}

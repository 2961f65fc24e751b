/** The one way in for alerts, whatever system they come from. */
import { and, eq, isNotNull, lte } from "drizzle-orm";
import { z } from "zod";
import { alert } from "#db/schema/signals";
import { recordAudit } from "#lib/platform/audit";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { bounded } from "#lib/signals/bounds";
import { beating, isHeartbeat, silenceOf } from "#lib/signals/heartbeat";
import { backWithinLimit, overLimit, room } from "#lib/signals/limit";
import { type InboundAlert, RecordAlertsInput } from "#lib/signals/model";
import { addAlerts, knownAlerts, noteTurns, type Turn, updateAlerts } from "#lib/signals/store";
import { type AlertStep, type KeptAlert, told } from "#lib/signals/telling";
import { presumedEnd, untoldAlerts } from "#lib/signals/untold";
import { lockAlerts } from "./lock";
import { type Heard, placeAlerts } from "./placing";
import type { AlertSender } from "./working";
import type { Placed } from "./writing";

/** Where an alert stands now; `isDuplicate` when telling it changed nothing. */
export type RecordedAlert = {
  fingerprint: string;
  alertId: number;
  /** The incident it belongs to and the ticket that carries it; null for one that is nobody's matter. */
  incidentId: number | null;
  ticketId: number | null;
  isDuplicate: boolean;
};

const EndUntoldInput = z.object({ sources: z.array(z.string()) });

/** So many alerts of a batch are named in the audit trail; the rest are counted. */
const mostAudited = 50;

/**
 * Takes alerts of one source in: each is one row, however often it is told, in whatever order its beginning and its end
 * arrive, and opens an incident or joins one. Results in the order given; null for one that is over the source's limit.
 */
export const recordAlerts = command(
  "machine",
  RecordAlertsInput,
  async (tx, { alerts, ...given }): Promise<(RecordedAlert | null)[]> => {
    if (alerts.length === 0) return [];
    await lockAlerts(tx);
    const sender = { ...given, sourceName: given.sourceName ?? given.source };
    const { heard, steps, refused } = await hear(tx, sender.source, alerts.map(bounded));
    if (refused > 0) {
      const over = overLimit(sender.source, sender.sourceName, refused, tx.now());
      await place(tx, sender, await hear(tx, sender.source, [over], Number.POSITIVE_INFINITY));
    }
    const back = [...heard.values()].filter(
      ({ row, before }) => row.isHeartbeat && row.state === "firing" && before && before.overdueAt === null,
    );
    if (back.length > 0) {
      const ends = back.map(({ row }) => silenceOf(row, "resolved", tx.now()));
      await place(tx, sender, await hear(tx, sender.source, ends, Number.POSITIVE_INFINITY));
    }
    const placed = await place(tx, sender, { heard, steps });
    return steps.map(({ fingerprint, step }) => {
      const alertId = heard.get(fingerprint)?.row.id;
      if (alertId === undefined) return null;
      const where = placed.get(alertId) ?? { incidentId: null, ticketId: null };
      return { fingerprint, alertId, ...where, isDuplicate: step === "same" || step === "late" };
    });
  },
);

/** Heartbeats whose next sign of life is overdue become alerts; returns how many. */
export const findStoppedHeartbeats = command("machine", z.object({}), async (tx): Promise<number> => {
  await lockAlerts(tx);
  const overdue = await tx.db
    .select()
    .from(alert)
    .where(and(alert.isHeartbeat, isNotNull(alert.overdueAt), lte(alert.overdueAt, tx.now())))
    .limit(200);
  for (const heartbeat of overdue) {
    await tx.db.update(alert).set({ overdueAt: null }).where(eq(alert.id, heartbeat.id));
    const { source } = heartbeat;
    const sender = { source, sourceName: source, queueKey: null };
    const stopped = silenceOf(heartbeat, "firing", tx.now());
    await place(tx, sender, await hear(tx, source, [stopped], Number.POSITIVE_INFINITY));
  }
  return overdue.length;
});

/** Ends the alert of each source that was over its limit and keeps it again; returns how many. */
export const endOverLimits = command("machine", z.object({}), async (tx): Promise<number> => {
  await lockAlerts(tx);
  const back = await backWithinLimit(tx);
  for (const { source, alert: over } of back)
    await place(
      tx,
      { source, sourceName: source, queueKey: null },
      await hear(tx, source, [over], Number.POSITIVE_INFINITY),
    );
  return back.length;
});

/**
 * Ends alerts whose source, one of `sources`, never does, when nothing is heard of them any more; returns how many. What
 * Vigil itself watches is no such source: it tells every end.
 */
export const endUntold = command("machine", EndUntoldInput, async (tx, { sources }): Promise<number> => {
  await lockAlerts(tx);
  const untold = await untoldAlerts(tx, sources);
  for (const source of new Set(untold.map((row) => row.source))) {
    const ends = untold.filter((row) => row.source === source).map((row) => presumedEnd(row, tx.now()));
    const sender = { source, sourceName: source, queueKey: null };
    await place(tx, sender, await hear(tx, source, ends));
  }
  return untold.length;
});

type Hearing = { heard: Map<string, Heard>; steps: Told[] };

/** Writes the audit row and finds each alert its incident. A heartbeat is nobody's matter. */
async function place(tx: Ctx, sender: AlertSender, { heard, steps }: Hearing): Promise<Map<number, Placed>> {
  const changed = steps.filter(({ step }) => step !== "same" && step !== "late");
  const fingerprints = [...new Set(changed.map(({ fingerprint }) => fingerprint))];
  if (changed.length > 0)
    await recordAudit(tx, {
      action: "alerts.record",
      entity: "source",
      entityId: sender.source,
      after: { alerts: fingerprints.length, fingerprints: fingerprints.slice(0, mostAudited) },
    });
  return placeAlerts(
    tx,
    sender,
    [...heard.values()].filter(({ row }) => !row.isHeartbeat),
  );
}

/** What was told, one by one. */
type Told = { fingerprint: string; step: AlertStep; startsAt: Date; endsAt: Date | null };

async function hear(
  tx: Ctx,
  source: string,
  alerts: InboundAlert[],
  most?: number,
): Promise<Hearing & { refused: number }> {
  const now = tx.now();
  const before = await knownAlerts(
    tx,
    source,
    alerts.map(({ fingerprint }) => fingerprint),
  );
  const current = new Map<string, KeptAlert>(before);
  const fresh = alerts.filter(({ fingerprint }) => !before.has(fingerprint)).length;
  let left = fresh === 0 ? 0 : (most ?? (await room(tx, source)));
  const refused = new Set<string>();
  const steps = alerts.map((sent): Told => {
    const known = current.get(sent.fingerprint) ?? null;
    const { after, step } = told(source, known, sent, now);
    const isNew = known === null && !refused.has(sent.fingerprint);
    if (isNew && left <= 0) refused.add(sent.fingerprint);
    if (isNew) left -= 1;
    if (!refused.has(sent.fingerprint))
      current.set(sent.fingerprint, isHeartbeat(sent) ? beating(after, known, now) : after);
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
      const alertId = heard.get(fingerprint)?.row.id;
      if (alertId === undefined) return [];
      if (step === "began") return [{ alertId, began: startsAt }];
      return step === "ended" && endsAt ? [{ alertId, ended: endsAt }] : [];
    }),
  );
  return { heard, steps, refused: refused.size };
}

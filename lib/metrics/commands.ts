/** Managing metrics: their sources, made and rotated with a secret shown once, and how sensitive the detector is. */

import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { metricChange, metricSensitivity, metricSeries, metricSource } from "#db/schema/metrics";
import { refusal } from "#lib/connectors/webhook-request";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { AuditAction } from "#lib/platform/model";
import { refuseStale } from "#lib/platform/stale";
import { keepToken } from "#lib/secrets/token";
import {
  CreateSourceInput,
  RecordChangeInput,
  RotateSourceInput,
  SetSensitivityInput,
  SwitchSourceInput,
} from "./model";
import { signsFor } from "./queries";

/** A source with its secret, which is in this answer and nowhere else to be read. */
export type SourceWithSecret = { id: string; name: string; kind: "push" | "promql"; secret: string };

/** Makes a source. `conflict` when the id is taken. */
export const createMetricSource = command(
  "connector.manage",
  CreateSourceInput,
  async (tx, input): Promise<SourceWithSecret> => {
    const secret = newSecret();
    const { bearer, ...kept } = input;
    const rows = await tx.db
      .insert(metricSource)
      .values({
        ...kept,
        secret: await keepToken(tx, { token: secret, url: null, by: signsFor(input.id) }),
        bearer: bearer
          ? await keepToken(tx, { token: bearer, url: input.url, by: `metric source ${input.id}` })
          : null,
        createdAt: tx.now(),
      })
      .onConflictDoNothing()
      .returning({ id: metricSource.id });
    if (rows.length === 0) throw refusal("conflict", "id", "is the address of another source");
    await record(tx, input.id, { action: "metric_source.create", after: kept });
    return { id: input.id, name: input.name, kind: input.kind, secret };
  },
);

/** Gives a source a new secret; the old one is taken for another hour, so that the sender can be told. */
export const rotateMetricSecret = command(
  "connector.manage",
  RotateSourceInput,
  async (tx, { id }): Promise<SourceWithSecret> => {
    const { name, kind } = await lockSource(tx, id);
    const secret = newSecret();
    const stored = await keepToken(tx, { token: secret, url: null, by: signsFor(id) });
    await tx.db.update(metricSource).set({ secret: stored }).where(eq(metricSource.id, id));
    await record(tx, id, { action: "metric_source.rotate_secret", after: { name } });
    return { id, name, kind, secret };
  },
);

/** Switches a source off, or on again; what it brought stays, and its silence is not told of. */
export const switchMetricSource = command(
  "connector.manage",
  SwitchSourceInput,
  async (tx, { id, isEnabled }): Promise<{ id: string; enabled: boolean }> => {
    const { name, enabled } = await lockSource(tx, id);
    if (enabled === isEnabled) return { id, enabled };
    await tx.db.update(metricSource).set({ enabled: isEnabled }).where(eq(metricSource.id, id));
    await record(tx, id, {
      action: isEnabled ? "metric_source.enable" : "metric_source.disable",
      after: { name },
    });
    return { id, enabled: isEnabled };
  },
);

/** How many false alarms a week are acceptable: of one series, or of all of a name; null takes the setting away. */
export const setSensitivity = command(
  "policy.manage",
  SetSensitivityInput,
  async (
    tx,
    { sourceId, name, seriesId, falseAlarmsPerWeek, seen },
  ): Promise<{ falseAlarmsPerWeek: number | null }> => {
    await lockSource(tx, sourceId);
    refuseStale(await sensitivitySet(tx, { sourceId, name, seriesId }), seen, falseAlarmsPerWeek);
    if (seriesId !== null) {
      const updated = await tx.db
        .update(metricSeries)
        .set({ falseAlarmsPerWeek })
        .where(and(eq(metricSeries.id, seriesId), eq(metricSeries.sourceId, sourceId)))
        .returning({ id: metricSeries.id });
      if (updated.length === 0) throw new AppError("not_found", "This series does not exist.");
    } else if (falseAlarmsPerWeek === null)
      await tx.db
        .delete(metricSensitivity)
        .where(and(eq(metricSensitivity.sourceId, sourceId), eq(metricSensitivity.name, name)));
    else
      await tx.db
        .insert(metricSensitivity)
        .values({ sourceId, name, falseAlarmsPerWeek })
        .onConflictDoUpdate({
          target: [metricSensitivity.sourceId, metricSensitivity.name],
          set: { falseAlarmsPerWeek },
        });
    await record(tx, sourceId, {
      action: "metric.set_sensitivity",
      after: { name, seriesId, falseAlarmsPerWeek },
    });
    return { falseAlarmsPerWeek };
  },
);

/** What is set of one series, or of all of a name; null: nothing. */
async function sensitivitySet(
  tx: Ctx,
  { sourceId, name, seriesId }: { sourceId: string; name: string; seriesId: number | null },
): Promise<number | null> {
  const [row] =
    seriesId === null
      ? await tx.db
          .select()
          .from(metricSensitivity)
          .where(and(eq(metricSensitivity.sourceId, sourceId), eq(metricSensitivity.name, name)))
      : await tx.db.select().from(metricSeries).where(eq(metricSeries.id, seriesId));
  return row?.falseAlarmsPerWeek ?? null;
}

/** Takes a change in that somebody made: a deployment, a configuration. Told twice under one id it is one. */
export const recordChange = command(
  "machine",
  RecordChangeInput,
  async (tx, { sourceId, change: sent }): Promise<{ id: number }> => {
    await lockSource(tx, sourceId);
    const at = sent.at ?? tx.now();
    const change = {
      sourceId,
      externalId: sent.id ?? `${at.toISOString()} ${sent.title}`.slice(0, 200),
      title: sent.title,
      at,
      service: sent.service ?? sent.labels.service ?? null,
      labels: sent.labels,
      link: sent.link ?? null,
    };
    const [row] = await tx.db
      .insert(metricChange)
      .values(change)
      .onConflictDoUpdate({ target: [metricChange.sourceId, metricChange.externalId], set: change })
      .returning({ id: metricChange.id });
    await record(tx, sourceId, { action: "metric_change.record", after: { title: sent.title, at } });
    return { id: row?.id ?? 0 };
  },
);

async function record(
  tx: Ctx,
  id: string,
  entry: { action: AuditAction; after: Record<string, unknown> },
): Promise<void> {
  await recordAudit(tx, { ...entry, entity: "metric_source", entityId: id });
  await publishChange(tx, "setting", null, { entity: "metric_source", id });
}

async function lockSource(tx: Ctx, id: string) {
  const [row] = await tx.db.select().from(metricSource).where(eq(metricSource.id, id)).for("update");
  if (!row) throw new AppError("not_found", "This source does not exist.");
  return row;
}

function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** Learns which labels of a rule change from alert to alert: those do not tell one cause from another. */

import { createHash } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { insertRows } from "#db/json";
import { labelUse } from "#db/schema/incidents";
import type { Ctx } from "#lib/platform/context";
import type { Labelled } from "./identity";

/** So many alerts of a rule are looked at; after that its labels are known. */
const enough = 200;
/** So many are needed to say anything. */
const fewest = 8;
/** A label of which this share of alerts has a value of its own. */
const changing = 0.6;

/** Of each rule of the source, the labels whose values change all the time. */
export async function changingLabels(
  tx: Ctx,
  source: string,
  names: string[],
): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  if (names.length === 0) return found;
  const rows = await tx.db
    .select({
      name: labelUse.name,
      label: labelUse.label,
      alerts: labelUse.alerts,
      values: sql<number>`cardinality(${labelUse.values})`,
    })
    .from(labelUse)
    .where(and(eq(labelUse.source, source), inArray(labelUse.name, [...new Set(names)])));
  for (const { name, label, alerts, values } of rows) {
    if (alerts < fewest || values < changing * alerts) continue;
    found.set(name, (found.get(name) ?? new Set()).add(label));
  }
  return found;
}

/** Counts the labels of alerts that were never heard of before. */
export async function learnLabels(tx: Ctx, source: string, alerts: readonly Labelled[]): Promise<void> {
  const seen = new Map<string, { name: string; label: string; alerts: number; values: Set<string> }>();
  for (const { name, labels } of alerts)
    for (const [label, text] of Object.entries(labels)) {
      const key = JSON.stringify([name, label]);
      const use = seen.get(key) ?? { name, label, alerts: 0, values: new Set() };
      seen.set(key, use);
      if (use.alerts >= enough) continue;
      use.alerts++;
      use.values.add(createHash("sha256").update(text).digest("base64url").slice(0, 10));
    }
  if (seen.size === 0) return;
  const rows = [...seen.values()].map((use) => ({ source, ...use, values: [...use.values] }));
  await tx.db.execute(
    insertRows(
      labelUse,
      rows,
      sql`on conflict (source, name, label) do update set
        alerts = label_use.alerts + excluded.alerts,
        values = array(select distinct unnest(label_use.values || excluded.values))
      where label_use.alerts < ${enough}`,
    ),
  );
}

/** Keeps dependencies: those a catalogue or a person tells, and calls that metrics show. Inside the transaction of whoever brings them. */
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { insertRows, toJson } from "#db/json";
import { mappedService, serviceDependency, topologyVersion } from "#db/schema/topology";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { type Dependency, longestServiceName, type TellDependenciesInput } from "./model";

/** So many dependencies of one source are kept. */
const mostOfSource = 50_000;
/** What is still seen is noted so often. */
const notedEvery = sql.raw("interval '6 hours'");

/** Takes in what is told of some services, or of all a source knows. */
export async function replaceDependencies(
  tx: Ctx,
  told: z.output<typeof TellDependenciesInput>,
): Promise<{ services: number; dependencies: number }> {
  const { origin, source, about, isComplete } = told;
  const services = [...new Set(about)];
  const mine = sql`origin = ${origin} and source = ${source}`;
  const ignored = await tx.db
    .select({ service: serviceDependency.service, dependsOn: serviceDependency.dependsOn })
    .from(serviceDependency)
    .where(sql`ignored_at is not null`);
  const forgotten = isComplete ? mine : sql`${mine} and service = any(${sql.param(services)}::text[])`;
  await tx.db.delete(serviceDependency).where(forgotten);
  await tx.db.delete(mappedService).where(forgotten);
  if (services.length > 0)
    await tx.db.execute(
      insertRows(
        mappedService,
        services.map((service) => ({ service, origin, source })),
      ),
    );
  const rows = distinct(told.dependencies);
  const isIgnored = new Set(ignored.map(keyOf));
  if (rows.length > 0)
    await tx.db.execute(
      insertRows(
        serviceDependency,
        rows.map((row) => ({
          ...row,
          origin,
          source,
          firstSeenAt: tx.now(),
          lastSeenAt: tx.now(),
          ignoredAt: isIgnored.has(keyOf(row)) ? tx.now() : null,
        })),
        sql`on conflict (service, depends_on, origin, source) do update set last_seen_at = excluded.last_seen_at`,
      ),
    );
  await noteChange(tx);
  await recordAudit(tx, {
    action: "topology.tell",
    entity: "topology",
    entityId: source || origin,
    after: { services: services.length, dependencies: rows.length },
  });
  return { services: services.length, dependencies: rows.length };
}

/** Keeps calls that metrics of `source` tell of, inside the transaction that takes the samples in. */
export async function seeCalls(tx: Ctx, source: string, calls: readonly Dependency[]): Promise<void> {
  const rows = distinct(calls).filter(
    ({ service, dependsOn }) =>
      service.length <= longestServiceName && dependsOn.length <= longestServiceName && service !== dependsOn,
  );
  if (rows.length === 0) return;
  const seen = sql`${tx.now().toISOString()}::timestamptz`;
  const sent = (pairs: readonly Dependency[]) =>
    sql`json_to_recordset(${toJson(pairs)}::text::json) as sent (service text, "dependsOn" text)`;
  const known = await tx.db.execute<Dependency & { isFresh: boolean }>(sql`
    select sent.service, sent."dependsOn", last_seen_at > ${seen} - ${notedEvery} as "isFresh"
    from ${sent(rows)} join service_dependency as kept on kept.service = sent.service
      and kept.depends_on = sent."dependsOn" and kept.origin = 'metrics' and kept.source = ${source}`);
  const before = new Map(known.map((row) => [keyOf(row), row.isFresh]));
  const unknown = rows.filter((row) => !before.has(keyOf(row)));
  const again = rows.filter((row) => before.get(keyOf(row)) === false);
  const noted = [...(unknown.length > 0 ? unknown.slice(0, await roomOf(tx, source)) : []), ...again];
  if (noted.length === 0) return;
  await tx.db.execute(sql`
    insert into service_dependency (service, depends_on, origin, source, first_seen_at, last_seen_at, ignored_at)
    select sent.service, sent."dependsOn", 'metrics', ${source}, ${seen}, ${seen},
      (select max(ignored_at) from service_dependency as other
        where other.service = sent.service and other.depends_on = sent."dependsOn")
    from ${sent(noted)} order by 1, 2
    on conflict (service, depends_on, origin, source) do update set last_seen_at = excluded.last_seen_at`);
  await noteChange(tx);
}

/** How many more dependencies of a source are kept: a flood of made-up names fills no map. */
async function roomOf(tx: Ctx, source: string): Promise<number> {
  const kept = await tx.db.$count(
    serviceDependency,
    and(eq(serviceDependency.origin, "metrics"), eq(serviceDependency.source, source)),
  );
  return Math.max(0, mostOfSource - kept);
}

/** From now on the map is read anew. */
export async function noteChange(tx: Ctx): Promise<void> {
  const row = { id: "map", version: randomUUID() };
  await tx.db
    .insert(topologyVersion)
    .values(row)
    .onConflictDoUpdate({ target: topologyVersion.id, set: { version: row.version } });
  await publishChange(tx, "setting", null, { entity: "topology", id: "map" });
}

function distinct(dependencies: readonly Dependency[]): Dependency[] {
  return [...new Map(dependencies.map((one) => [keyOf(one), one])).values()];
}

function keyOf({ service, dependsOn }: Dependency): string {
  return JSON.stringify([service, dependsOn]);
}

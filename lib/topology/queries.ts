/** Reads the map: as a graph, kept until it changes, and as a list for people. */
import { sql } from "drizzle-orm";
import { mappedService, serviceDependency, topologyVersion } from "#db/schema/topology";
import type { Ctx } from "#lib/platform/context";
import { ServiceGraph } from "./graph";
import type { KnownDependency } from "./model";

const day = 24 * 3_600_000;
/** What only metrics told of counts so long after they last did. */
const remembered = 30 * day;
const mostListed = 500;

/** What was read last, of which state on which day. */
let kept: { state: string; graph: ServiceGraph } | null = null;

/** The map with a name for the state it is in; null while nothing is known. */
export async function serviceGraph(ctx: Ctx): Promise<{ state: string; graph: ServiceGraph } | null> {
  const [row] = await ctx.db.select({ version: topologyVersion.version }).from(topologyVersion);
  if (!row) return null;
  const state = `${row.version} ${Math.floor(ctx.now().getTime() / day)}`;
  if (kept?.state !== state) {
    const rows = await ctx.db
      .selectDistinct({ service: serviceDependency.service, dependsOn: serviceDependency.dependsOn })
      .from(serviceDependency)
      .where(sql`${serviceDependency.ignoredAt} is null
        and (${serviceDependency.origin} <> 'metrics' or ${serviceDependency.lastSeenAt} > ${since(ctx)}::timestamptz)`);
    kept = { state, graph: new ServiceGraph(rows, await toldServices(ctx)) };
  }
  return kept.graph.hasCalls ? kept : null;
}

/** Services told by those who know of calls: who knows of none says nothing by naming no calls of a service. */
async function toldServices(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db
    .selectDistinct({ service: mappedService.service })
    .from(mappedService)
    .where(sql`exists (select from ${serviceDependency}
      where ${serviceDependency.origin} = ${mappedService.origin} and ${serviceDependency.source} = ${mappedService.source})`);
  return rows.map(({ service }) => service);
}

/** Every dependency once, with all that told of it, by service; `more` says how many are not listed, `alone` which services are told to have none. */
export async function knownDependencies(
  ctx: Ctx,
): Promise<{ dependencies: KnownDependency[]; more: number; alone: string[] }> {
  const rows = await ctx.db.execute<
    Omit<KnownDependency, "lastSeenAt"> & { lastSeenAt: string; all: number }
  >(sql`
    select service, depends_on as "dependsOn", array_agg(distinct origin) as origins,
      array_remove(array_agg(distinct source), '') as sources, max(last_seen_at) as "lastSeenAt",
      bool_or(ignored_at is not null) as "isIgnored",
      bool_and(origin = 'metrics' and last_seen_at <= ${since(ctx)}::timestamptz) as "isStale",
      count(*) over ()::int as all
    from service_dependency group by service, depends_on order by service, depends_on limit ${mostListed}`);
  const dependencies = rows.map(({ all: _, lastSeenAt, ...row }) => ({
    ...row,
    lastSeenAt: new Date(lastSeenAt),
  }));
  return { dependencies, more: (rows[0]?.all ?? 0) - rows.length, alone: await servicesAlone(ctx) };
}

/** Services that call nothing and that nothing calls, by name. */
async function servicesAlone(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db.execute<{ service: string }>(sql`
    select distinct service from mapped_service where not exists (
      select from service_dependency as known
      where known.service = mapped_service.service or known.depends_on = mapped_service.service)
    order by service limit ${mostListed}`);
  return rows.map(({ service }) => service);
}

function since(ctx: Ctx): string {
  return new Date(ctx.now().getTime() - remembered).toISOString();
}

/** Dependencies as programs write them: by service, as pairs, as the services of a compose file. */
import { z } from "zod";
import type { Told } from "../model";

const names = z.union([
  z.array(z.string()),
  z.string().transform((text) => text.split(/[\s,;]+/).filter(Boolean)),
  // Compose's longer form, and maps of any details.
  z.record(z.string(), z.unknown()).transform((by) => Object.keys(by)),
]);

/** A call as Jaeger, Zipkin and most exports of graphs put it. */
const Pair = z
  .object({
    service: z.string().optional(),
    parent: z.string().optional(),
    source: z.string().optional(),
    client: z.string().optional(),
    from: z.string().optional(),
    child: z.string().optional(),
    target: z.string().optional(),
    server: z.string().optional(),
    to: z.string().optional(),
    depends_on: names.optional(),
    dependsOn: names.optional(),
    dependencies: names.optional(),
  })
  .transform((one) => {
    const service = one.service ?? one.parent ?? one.source ?? one.client ?? one.from;
    const called = one.child ?? one.target ?? one.server ?? one.to;
    const listed = one.depends_on ?? one.dependsOn ?? one.dependencies;
    return { service, called: listed ?? (called === undefined ? null : [called]) };
  });

const Service = z.object({ depends_on: names.optional(), links: names.optional() });

/** What a document tells; null where it is in none of these forms. */
export function readPlain(document: unknown): Told | null {
  if (Array.isArray(document)) return pairsIn(document);
  const object = z.record(z.string(), z.unknown()).safeParse(document);
  if (!object.success) return null;
  for (const within of ["dependencies", "data", "edges", "links"])
    if (Array.isArray(object.data[within])) return pairsIn(object.data[within]);
  const services = z.record(z.string(), z.unknown()).safeParse(object.data.services);
  if (Array.isArray(object.data.services)) return pairsIn(object.data.services);
  if (services.success) return composeIn(services.data);
  const within = z.record(z.string(), z.unknown()).safeParse(object.data.dependencies);
  return mapIn(within.success ? within.data : object.data);
}

function pairsIn(list: readonly unknown[]): Told | null {
  const told: Told = { about: [], dependencies: [] };
  for (const one of list) {
    const read = Pair.safeParse(one);
    if (!read.success || !read.data.service || !read.data.called) continue;
    const { service, called } = read.data;
    told.about.push(service);
    told.dependencies.push(...called.map((dependsOn) => ({ service, dependsOn })));
  }
  return told.about.length > 0 || list.length === 0 ? told : null;
}

function composeIn(services: Record<string, unknown>): Told | null {
  const told: Told = { about: [], dependencies: [] };
  for (const [service, details] of Object.entries(services)) {
    const read = Service.safeParse(details ?? {});
    if (!read.success) return null;
    told.about.push(service);
    const called = [...(read.data.depends_on ?? []), ...(read.data.links ?? []).map(linked)];
    told.dependencies.push(...called.map((dependsOn) => ({ service, dependsOn })));
  }
  return told;
}

/** `db:database` is `db` under another name. */
function linked(link: string): string {
  return link.split(":")[0] ?? link;
}

function mapIn(by: Record<string, unknown>): Told | null {
  const told: Told = { about: [], dependencies: [] };
  for (const [service, called] of Object.entries(by)) {
    const read = z.array(z.string()).safeParse(called);
    if (!read.success) return null;
    told.about.push(service);
    told.dependencies.push(...read.data.map((dependsOn) => ({ service, dependsOn })));
  }
  return told.about.length > 0 ? told : null;
}

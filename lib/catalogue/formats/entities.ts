/** Entities of Backstage, and of Datadog's catalogue, which are written alike. */
import { z } from "zod";
import type { Told } from "../model";

const refs = z.array(z.union([z.string(), z.object({ targetRef: z.string() })]));
const Entity = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string(), namespace: z.string().nullish() }),
  spec: z
    .looseObject({
      dependsOn: refs.nullish(),
      dependencyOf: refs.nullish(),
      consumesApis: refs.nullish(),
      providesApis: refs.nullish(),
    })
    .nullish(),
  relations: z.array(z.object({ type: z.string(), targetRef: z.string().nullish() })).nullish(),
});
type Entity = z.infer<typeof Entity>;

/** Kinds that fail and are depended on; an API stands for who provides it. */
const kinds = new Set(["component", "resource", "service", "datastore", "queue", "system"]);

/** What these documents tell; null where none of them is an entity. */
export function readEntities(documents: readonly unknown[]): Told | null {
  const entities = documents.flatMap((one) => {
    const read = Entity.safeParse(one);
    return read.success ? [read.data] : [];
  });
  if (entities.length === 0) return null;
  const providers = providersOf(entities);
  const told: Told = { about: [], dependencies: [] };
  for (const entity of entities) {
    if (!kinds.has(entity.kind.toLowerCase())) continue;
    const own = nameOf(entity.metadata.name, entity.metadata.namespace ?? null);
    told.about.push(own);
    const called = [
      ...refsOf(entity, "dependsOn", "dependsOn"),
      ...refsOf(entity, "consumesApis", "consumesApi").flatMap((api) => providers.get(plain(api)) ?? []),
    ];
    for (const ref of called) told.dependencies.push({ service: own, dependsOn: named(ref, entity) });
    for (const ref of refsOf(entity, "dependencyOf", "dependencyOf"))
      told.dependencies.push({ service: named(ref, entity), dependsOn: own });
  }
  return told;
}

/** Who provides each API, where that is told. */
function providersOf(entities: readonly Entity[]): Map<string, string[]> {
  const providers = new Map<string, string[]>();
  for (const entity of entities)
    for (const api of refsOf(entity, "providesApis", "providesApi")) {
      const key = plain(api);
      const own = nameOf(entity.metadata.name, entity.metadata.namespace ?? null);
      providers.set(key, [...(providers.get(key) ?? []), own]);
    }
  return providers;
}

/** What an entity's own file says, and what the catalogue has made of all files. */
function refsOf(
  { spec, relations }: Entity,
  field: "dependsOn" | "dependencyOf" | "consumesApis" | "providesApis",
  relation: string,
): string[] {
  const own = (spec?.[field] ?? []).map((ref) => (typeof ref === "string" ? ref : ref.targetRef));
  const known = (relations ?? []).filter(({ type }) => type === relation);
  return [...own, ...known.flatMap(({ targetRef }) => targetRef ?? [])];
}

/** `component:default/checkout` is `checkout`; one without a namespace is in that of who names it. */
function named(ref: string, { metadata }: Entity): string {
  const path = ref.slice(ref.indexOf(":") + 1);
  const at = path.lastIndexOf("/");
  const namespace = at > 0 ? path.slice(0, at) : (metadata.namespace ?? null);
  return nameOf(path.slice(at + 1), namespace);
}

function nameOf(name: string, namespace: string | null): string {
  return namespace && namespace !== "default" ? `${namespace}/${name}` : name;
}

function plain(ref: string): string {
  return ref.slice(Math.max(ref.lastIndexOf(":"), ref.lastIndexOf("/")) + 1).toLowerCase();
}

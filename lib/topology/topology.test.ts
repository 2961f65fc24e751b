/** Who calls whom: how names and ways are found, what the map says of one cause, and how it is told, kept and forgotten. */
import { describe, expect } from "vitest";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { ignoreDependency, tellDependencies } from "./commands";
import { evidenceOf } from "./evidence";
import { ServiceGraph } from "./graph";
import { type Dependency, serviceName } from "./model";
import { likelyOrigin } from "./origin";
import { knownDependencies, serviceGraph } from "./queries";
import { seeCalls } from "./storing";

function graphOf(...lines: string[]): ServiceGraph {
  return new ServiceGraph(lines.map(callOf));
}

function callOf(line: string): Dependency {
  const [service = "", dependsOn = ""] = line.split(" > ");
  return { service, dependsOn };
}

const shop = graphOf(
  "web > checkout",
  "web > search",
  "checkout > cart",
  "checkout > payments",
  "cart > store",
  "payments > ledger",
  "search > index",
);
const named = (...names: string[]) => names.map(serviceName);

describe("the graph", () => {
  test("a way is the shortest one, and has its length", () => {
    const [web, ledger] = [shop.find(serviceName("web"))[0] ?? -1, shop.find(serviceName("ledger"))[0] ?? -1];
    expect(shop.calls(web, ledger)).toBe(3);
    expect(shop.calls(ledger, web)).toBeNull();
    expect(shop.way(web, ledger)).toEqual(["web", "checkout", "payments", "ledger"]);
  });

  test("services that call each other in a circle are walked once", () => {
    const circle = graphOf("a > b", "b > c", "c > a");
    expect(circle.calls(0, 2)).toBe(2);
    expect(circle.way(0, 2)).toEqual(["a", "b", "c"]);
  });

  test("a name is found whatever its case, and one namespace is not another", () => {
    const two = graphOf("shop/api > shop/db", "money/api > money/db");
    expect(two.find(serviceName("API"))).toHaveLength(2);
    const [own] = two.find(serviceName("shop/api"));
    const [other] = two.find(serviceName("money/db"));
    expect(two.calls(own ?? -1, other ?? -1)).toBeNull();
    // Where a source tells no namespace, its services are those of every namespace.
    expect(two.calls(own ?? -1, two.find(serviceName("shop/db"))[0] ?? -1)).toBe(1);
    const mixed = graphOf("shop/api > db", "db > disk");
    expect(mixed.calls(0, mixed.find(serviceName("disk"))[0] ?? -1)).toBe(2);
    expect(mixed.find({ name: "db", namespace: "shop" })).toHaveLength(1);
  });
});

describe("evidence", () => {
  test("a call speaks for one cause, and so does a way of several; none speaks against, on a map that is known to be whole", () => {
    const odds = (service: string, ...members: string[]) =>
      evidenceOf(shop, serviceName(service), named(...members), 0.97)?.odds ?? Number.NaN;
    expect(odds("checkout", "payments")).toBeGreaterThan(3);
    expect(odds("web", "payments")).toBeGreaterThan(1);
    expect(odds("index", "payments")).toBeLessThan(0.2);
  });

  test("what the map does not connect says nothing against where it is known to leave much out", () => {
    const against = (known: number) =>
      evidenceOf(shop, serviceName("index"), named("payments"), known)?.odds ?? Number.NaN;
    expect(against(0.3)).toBeGreaterThan(against(0.95) * 5);
  });

  test("who is not on the map, and the service itself, says nothing", () => {
    expect(evidenceOf(shop, serviceName("stranger"), named("payments"), 0.9)).toBeNull();
    expect(evidenceOf(shop, serviceName("web"), named("stranger"), 0.9)).toBeNull();
    expect(evidenceOf(shop, serviceName("payments"), named("payments", "web"), 0.9)).toBeNull();
  });

  test("a service is held against where the others come from, not against any one of them", () => {
    // The store is called by the cart, but what fails here comes from the ledger, which the cart does not call.
    const store = evidenceOf(shop, serviceName("store"), named("ledger", "payments", "checkout"), 0.97);
    expect(store?.link).toBeNull();
  });

  test("two that call the same service are connected by it", () => {
    const twins = graphOf("a > db", "b > db", "c > d");
    expect(evidenceOf(twins, serviceName("a"), named("b"), 0.9)).toMatchObject({
      link: { path: ["a", "db", "b"], isShared: true },
    });
  });
});

describe("the origin", () => {
  test("is the failing service most others depend on", () => {
    expect(likelyOrigin(shop, named("web", "search", "checkout", "payments"))).toEqual({
      service: "payments",
      dependents: [
        { service: "checkout", path: ["checkout", "payments"] },
        { service: "web", path: ["web", "checkout", "payments"] },
      ],
      of: 4,
    });
  });

  test("is not named where the map connects nothing, or knows one only", () => {
    expect(likelyOrigin(shop, named("index", "ledger"))).toBeNull();
    expect(likelyOrigin(shop, named("web", "stranger"))).toBeNull();
  });
});

test("what is told of a service replaces what the same source told of it, and nothing else", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const [a, b, c, d] = [unique("a"), unique("b"), unique("c"), unique("d")];
  const [source, other] = [unique("s"), unique("o")];
  const told = (from: string, about: string[], ...dependencies: Dependency[]) =>
    tellDependencies(ctx, { origin: "catalogue", source: from, about, dependencies });
  await told(source, [a, b], { service: a, dependsOn: b }, { service: b, dependsOn: c });
  await told(other, [a], { service: a, dependsOn: d });
  await told(source, [a], { service: a, dependsOn: c });
  const calls = async (from: string, to: string) => {
    const known = (await serviceGraph(ctx))?.graph;
    const [one, another] = [known?.find(serviceName(from))[0], known?.find(serviceName(to))[0]];
    return known?.calls(one ?? -1, another ?? -1) ?? null;
  };
  expect(await calls(a, b)).toBeNull();
  expect([await calls(a, c), await calls(a, d), await calls(b, c)]).toEqual([1, 1, 1]);
  await tellDependencies(ctx, {
    origin: "catalogue",
    source,
    about: [],
    dependencies: [{ service: a, dependsOn: b }],
    isComplete: true,
  });
  expect([await calls(a, b), await calls(b, c), await calls(a, d)]).toEqual([1, null, 1]);
});

test("a service of a catalogue is on the map without calls, until the catalogue leaves it out; who knows of no calls at all adds nothing", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const [a, b, alone, unknown] = [unique("a"), unique("b"), unique("alone"), unique("unknown")];
  const [source, names] = [unique("s"), unique("n")];
  const isOnMap = async (service: string) =>
    ((await serviceGraph(ctx))?.graph.find(serviceName(service)).length ?? 0) > 0;
  const told = { origin: "catalogue" as const, source, dependencies: [{ service: a, dependsOn: b }] };
  await tellDependencies(ctx, { ...told, about: [a, alone, alone] });
  await tellDependencies(ctx, { ...told, source: names, about: [unknown], dependencies: [] });
  expect([await isOnMap(alone), await isOnMap(unknown)]).toEqual([true, false]);
  const listed = (await knownDependencies(ctx)).alone;
  expect(listed).toContain(alone);
  expect(listed).not.toContain(a);
  // It is told of again, and calls something.
  await tellDependencies(ctx, { ...told, about: [alone], dependencies: [{ service: alone, dependsOn: a }] });
  expect((await knownDependencies(ctx)).alone).not.toContain(alone);
  await tellDependencies(ctx, { ...told, about: [a], isComplete: true });
  expect(await isOnMap(alone)).toBe(false);
});

test("a service of which no call is known says nothing for or against, but is one of those that would fail by chance", () => {
  const lines = ["web > checkout", "checkout > store", "shop > store"].map(callOf);
  const alone = Array.from({ length: 60 }, (_, n) => `batch-${n}`);
  const [small, large] = [new ServiceGraph(lines), new ServiceGraph(lines, alone)];
  expect(evidenceOf(large, serviceName("batch-1"), named("store"), 0.9)).toBeNull();
  expect(evidenceOf(large, serviceName("store"), named("batch-1"), 0.9)).toBeNull();
  const odds = (graph: ServiceGraph) =>
    evidenceOf(graph, serviceName("checkout"), named("store"), 0.9)?.odds ?? 0;
  expect(odds(large)).toBeGreaterThan(2 * odds(small));
});

test("where the map has services alone and no calls, it says nothing", () => {
  expect(new ServiceGraph([], ["a", "b"]).hasCalls).toBe(false);
  expect(graphOf("a > b").hasCalls).toBe(true);
});

test("calls seen in metrics count for 30 days, and one a person ignores stays ignored whoever tells it", async ({
  db,
}) => {
  let now = new Date("2026-03-02T10:00:00Z");
  const ctx = { ...systemCtx("test", db), now: () => now };
  const lead = {
    ...ctx,
    actor: { kind: "user" as const, id: "lead", name: "Lead", role: "lead" as const },
  };
  const [a, b] = [unique("a"), unique("b")];
  const isKnown = async () => {
    const known = (await serviceGraph(ctx))?.graph;
    return (known?.find(serviceName(a)).length ?? 0) > 0;
  };
  await seeCalls(ctx, "mesh", [{ service: a, dependsOn: b }]);
  expect(await isKnown()).toBe(true);
  now = new Date("2026-04-10T10:00:00Z");
  expect(await isKnown()).toBe(false);
  await seeCalls(ctx, "mesh", [{ service: a, dependsOn: b }]);
  expect(await isKnown()).toBe(true);
  await ignoreDependency(lead, { service: a, dependsOn: b, isIgnored: true });
  await seeCalls(ctx, "other mesh", [{ service: a, dependsOn: b }]);
  expect(await isKnown()).toBe(false);
  const { dependencies } = await knownDependencies(ctx);
  expect(dependencies.find(({ service }) => service === a)).toMatchObject({
    dependsOn: b,
    origins: ["metrics"],
    sources: ["mesh", "other mesh"],
    isIgnored: true,
  });
  await ignoreDependency(lead, { service: a, dependsOn: b, isIgnored: false });
  expect(await isKnown()).toBe(true);
});

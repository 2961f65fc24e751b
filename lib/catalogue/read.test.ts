/** Whatever a catalogue gives out is read: tables, Backstage, Datadog, compose files, graphs of traces, plain JSON. */
import { describe, expect, test } from "vitest";
import { readDependencies } from "./read";

/** The dependencies in lines of `service > depends on`. */
function lines(text: string): string[] {
  return readDependencies(text).dependencies.map(({ service, dependsOn }) => `${service} > ${dependsOn}`);
}

describe("tables", () => {
  test.each([
    ["a head and commas", "service,depends_on\ncheckout,payments\ncheckout,stock"],
    ["semicolons, a comment, spaces", "# ours\nService;Depends on\n checkout ; payments\ncheckout;stock"],
    ["tabs and no head", "checkout\tpayments\r\ncheckout\tstock\r\n"],
  ])("with %s", (_, text) => {
    expect(lines(text)).toEqual(["checkout > payments", "checkout > stock"]);
    expect(new Set(readDependencies(text).about)).toEqual(new Set(["checkout"]));
  });

  test("a line without the second is named", () => {
    expect(() => readDependencies("service,depends_on\ncheckout,")).toThrow(
      "Line 2 has no service or nothing it depends on.",
    );
  });
});

describe("Backstage", () => {
  test("a catalog-info.yaml of several documents, its references short and long", () => {
    const text = `# our shop
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: checkout
  annotations: { "backstage.io/techdocs-ref": "dir:." }
spec:
  type: service
  owner: team-a
  dependsOn:
    - component:default/payments
    - resource:stock-db
    - component:money/fraud
  dependencyOf: [component:web]
  consumesApis: [prices-api]
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: pricing }
spec: { type: service, providesApis: [prices-api] }
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: { name: prices-api }
spec: { type: openapi, definition: "{}" }
`;
    expect(lines(text)).toEqual([
      "checkout > payments",
      "checkout > stock-db",
      "checkout > money/fraud",
      "checkout > pricing",
      "web > checkout",
    ]);
    expect(readDependencies(text).about).toEqual(["checkout", "pricing"]);
  });

  test("what its API answers: entities with relations both ways, as a list or a page", () => {
    const entities = [
      {
        apiVersion: "backstage.io/v1alpha1",
        kind: "Component",
        metadata: { namespace: "default", name: "web", uid: "1" },
        spec: { type: "website" },
        relations: [
          { type: "ownedBy", targetRef: "group:default/team-a" },
          { type: "dependsOn", targetRef: "component:default/checkout" },
        ],
      },
      {
        apiVersion: "backstage.io/v1alpha1",
        kind: "Resource",
        metadata: { namespace: "default", name: "store" },
        spec: { type: "database" },
        relations: [{ type: "dependencyOf", targetRef: "component:default/checkout" }],
      },
      { kind: "Group", metadata: { name: "team-a" }, spec: {} },
    ];
    expect(lines(JSON.stringify(entities))).toEqual(["web > checkout", "checkout > store"]);
    expect(lines(JSON.stringify({ items: entities, totalItems: 3, pageInfo: {} }))).toHaveLength(2);
  });
});

test("Datadog's service definitions", () => {
  const text = `apiVersion: v3
kind: service
metadata:
  name: shopping-cart
spec:
  dependsOn:
    - service:web-store
    - datastore:orders-postgres
`;
  expect(lines(text)).toEqual(["shopping-cart > web-store", "shopping-cart > orders-postgres"]);
});

test("compose files, in both forms", () => {
  const text = `services:
  web:
    image: web
    depends_on:
      api:
        condition: service_healthy
  api:
    depends_on: [db]
    links: ["cache:redis"]
  db:
    image: postgres
  cache:
`;
  expect(lines(text)).toEqual(["web > api", "api > db", "api > cache"]);
});

test("graphs that tracing gives out", () => {
  const jaeger = { data: [{ parent: "frontend", child: "driver", callCount: 5 }], total: 0, errors: null };
  expect(lines(JSON.stringify(jaeger))).toEqual(["frontend > driver"]);
  const zipkin = [{ parent: "frontend", child: "backend", callCount: 5, errorCount: 1 }];
  expect(lines(JSON.stringify(zipkin))).toEqual(["frontend > backend"]);
});

test("plain JSON and YAML, by service, as objects, as pairs", () => {
  const expected = ["checkout > payments", "checkout > stock"];
  expect(lines('{"checkout": ["payments", "stock"], "payments": []}')).toEqual(expected);
  expect(lines('{"dependencies": {"checkout": ["payments", "stock"]}}')).toEqual(expected);
  expect(lines('{"dependencies": [{"service": "checkout", "depends_on": ["payments", "stock"]}]}')).toEqual(
    expected,
  );
  expect(lines('[{"service":"checkout","dependsOn":"payments, stock"}]')).toEqual(expected);
  expect(
    lines('{"edges":[{"source":"checkout","target":"payments"},{"source":"checkout","target":"stock"}]}'),
  ).toEqual(expected);
  expect(lines("checkout:\n  - payments\n  - stock\n")).toEqual(expected);
  expect(readDependencies('{"checkout": ["payments"], "payments": []}').about).toEqual([
    "checkout",
    "payments",
  ]);
});

describe("what is none of these is refused, whatever it is", () => {
  test.each([
    ["other JSON", '{"status": "firing", "alerts": [1, 2]}', /neither a list of entities/],
    ["a number", "[1, 2, 3]", /neither a list of entities/],
    ["broken YAML", "services:\n  web: [api\n", /cannot be read as YAML/],
    [
      "YAML that grows",
      `a: &a [x, x, x, x, x, x, x, x, x]\n${"bcdefgh".replace(/./g, (key) => `${key}: &${key} [${`*${String.fromCharCode(key.charCodeAt(0) - 1)}, `.repeat(9)}]\n`)}`,
      /repeats itself|neither/,
    ],
    ["a name without end", `service,depends_on\ncheckout,${"x".repeat(300)}`, /1 to 200 characters/],
  ])("%s", (_, text, message) => {
    expect(() => readDependencies(text)).toThrow(message);
  });
});

test.each([
  ["lists within lists without end", "[".repeat(2_000_000)],
  ["objects within objects without end", "{a: ".repeat(500_000)],
])("%s are refused before anybody waits for them", (_, text) => {
  const began = performance.now();
  expect(() => readDependencies(text)).toThrow(/^This (takes too long to read|cannot be read as YAML)/);
  expect(performance.now() - began).toBeLessThan(60_000);
});

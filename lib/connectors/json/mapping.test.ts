/** A team's own mapping: what it finds, and that no mapping or text holds the desk up. */
import { expect, test } from "vitest";
import { faultOfMapping, mapped } from "./mapping";

const request = { receivedAt: new Date("2026-03-02T09:00:00Z") };

test("a mapping makes alerts of any JSON, and an odd item costs the others nothing", async () => {
  const mapping = `checks.{ "id": host ? host & "/" & check : null, "state": ok ? "resolved" : "firing", "name": check,
    "severity": level, "labels": { "host": host, "service": app } }`;
  const payload = {
    checks: [
      { host: "a", check: "disk", ok: false, level: "crit", app: "shop" },
      { host: "b", check: "disk", ok: true },
      7,
    ],
  };
  const { alerts, refused } = await mapped(mapping, payload, request);
  expect(alerts).toMatchObject([
    { fingerprint: "a/disk", state: "firing", severity: "critical", labels: { service: "shop" } },
    { fingerprint: "b/disk", state: "resolved" },
  ]);
  expect(refused).toEqual([{ field: "alerts.2", message: "names no alert" }]);
});

test("what is no expression is named with its place; what has no end is stopped", async () => {
  expect(faultOfMapping("{")).toMatch(/character/);
  expect(faultOfMapping("checks.name")).toBeNull();
  const endless = [
    "($f := function($x) { $f($x) }; $f(1))",
    "[1..10000000]",
    "$map([1..9999999], function($x) { $x })",
  ];
  for (const mapping of endless)
    await expect(mapped(mapping, {}, request), mapping).rejects.toMatchObject({ code: "invalid" });
  await expect(mapped("$match(a, /(a+)+$/)", { a: `${"a".repeat(40)}!` }, request)).rejects.toMatchObject({
    code: "invalid",
  });
});

/** Kinds of values, as descriptions give them and as links hold them. */
import { expect, test } from "vitest";
import { kindsDescribed, kindsIn } from "./kinds";

test("descriptions give kinds in several ways", () => {
  expect(kindsDescribed("Instance id, vm-…")).toEqual(["id vm-"]);
  expect(kindsDescribed("ID der Instanz (z. B. srv-0a17)")).toEqual(["id srv-"]);
  expect(kindsDescribed("Host or service, lb-... or vip-<id>")).toEqual(["id lb-", "id vip-"]);
  expect(kindsDescribed("Namespace, or kube-system for nodes")).toEqual([]);
});

test("a link tells the kinds of the names within it, and not where it leads to", () => {
  const link = "https://console.acme.example/volumes?project=kw-archive&id=vol-8d11f0";
  expect(kindsIn(`See ${link} – stuck.`)).toEqual(["web address", "id kw-", "id vol-"]);
  expect(kindsIn("vm-77be01:8080 answers 502")).toContain("id vm-");
});

/** What labels say of where something runs. */
import { expect, test } from "vitest";
import { componentKeys, componentOf, maySharePlace } from "./identity";

const scopeOf = (labels: Record<string, string>) => componentKeys(componentOf({ labels })).scope;

test.each([
  ["zone", "us-central1-c"],
  ["AvailabilityZone", "eu-west-1a"],
  ["topology.kubernetes.io/zone", "europe-west3-b"],
  ["topology_kubernetes_io_region", "europe-west3"],
])("%s %s is a place", (label, text) => {
  const [here, there] = [
    scopeOf({ service: "shop", [label]: text }),
    scopeOf({ service: "shop", [label]: `x${text}` }),
  ];
  expect(here).toContain(text);
  expect(maySharePlace(here, there)).toBe(false);
  expect(maySharePlace(here, scopeOf({ service: "shop", env: "prod" }))).toBe(true);
});

test.each(["example.com", "example.com.", "0", "acpitz-0", "cpu-thermal"])(
  "a zone of names or of heat is none: %s",
  (zone) => {
    expect(scopeOf({ service: "dns", zone })).toBeNull();
  },
);

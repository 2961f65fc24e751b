/** Which values an argument takes: by the shapes it was given, by their endings and how they are built. */
import { expect, test } from "vitest";
import { proposeArguments } from "../engine";
import { newApprentice } from "../state";
import { eventOf, learnLookUp, ticketOf } from "../testing/environment";
import { fits, type Owners } from "./fits";
import { kindOf } from "./kinds";

const nobody: Owners = {
  kinds: new Map(),
  takers: new Map(),
  uses: new Map(),
  choices: new Map(),
  words: new Map(),
};

test("an argument of many kinds takes new ones; one of a single kind does not", () => {
  const values = (given: readonly string[]) => new Map(given.map((value) => [value, { value }]));
  const takenBy = (given: readonly string[]) => {
    const kinds = new Map<string, number>();
    for (const value of given) kinds.set(kindOf(value), (kinds.get(kindOf(value)) ?? 0) + 1);
    return { name: "x", kinds, count: given.length, values: values(given) };
  };
  const hosts = takenBy(["web-1", "orders-db-2", "api.example.org", "cache-main", "10.0.0.7", "mail-2"]);
  expect(fits("queue-7", hosts, nobody)).toBe(true);
  expect(fits("Now I", hosts, nobody)).toBe(false);
  const boxes = takenBy(["vm-1a", "vm-2b", "vm-3c", "vm-4d", "vm-5e", "vm-6f"]);
  expect(fits("vm-9z", boxes, nobody)).toBe(true);
  expect(fits("lb-9a", boxes, nobody)).toBe(false);
  expect(fits("ash-2", boxes, nobody)).toBe(false);
});

test("an ending that several values have marks their kind, as a beginning does", () => {
  const domains =
    "status.quiet.example my.tally.example portal.lumen.example www.acme.example app.falk.example";
  const values = new Map(domains.split(" ").map((value) => [value, { value }]));
  const taken = { name: "domain", kinds: new Map([["id ..", values.size]]), count: values.size, values };
  for (const domain of ["tilia-market.example", "my-shop.example", "a.b.kw-archive.example"])
    expect(fits(domain, taken, nobody)).toBe(true);
  for (const other of ["objects.write", "vm-77be01", "tilia-market", "v2.14"])
    expect(fits(other, taken, nobody)).toBe(false);
});

test("a name with a number in it that is built as none of many is another thing's, unless it is called by the argument's name", () => {
  const projects = ["fjl-prod", "pxf-render", "lmh-audit", "qh-lab", "npay-dr", "moss-ci", "kw-archive"];
  const taken = {
    name: "project",
    kinds: new Map(projects.map((project) => [kindOf(project), 1])),
    count: projects.length,
    values: new Map(projects.map((value) => [value, { value }])),
  };
  expect(fits("tly-prod", taken, nobody)).toBe(true);
  for (const other of ["ups-3", "JOB-8812", "rack7-b"]) expect(fits(other, taken, nobody)).toBe(false);
  const numbered = { ...taken, values: new Map([...taken.values, ["acme-2", { value: "acme-2" }]]) };
  expect(fits("falk-3", numbered, nobody)).toBe(true);

  const apprentice = newApprentice();
  projects.forEach((project, place) => {
    learnLookUp(apprentice, "get_roles", { project }, `Roles of ${project} are missing.`, place + 1);
  });
  const roles = (body: string) =>
    proposeArguments(apprentice, ticketOf(99, [eventOf("customer_message", { body })]), "get_roles");
  expect(roles("Roles of ups-3 are missing.")).toEqual({});
  expect(roles("Roles of project ups-3 are missing.")).toEqual({ project: "ups-3" });
});

test.each(["PERMISSION_DENIED", "ERR_CERT_2", "2026-12-24", "24.12.2026", "2026-12-24T10:00:00Z"])(
  "%s names no thing",
  (text) => {
    const kinds = new Map(["id fjl-", "id kw-", "id lmh-", "text"].map((kind) => [kind, 1]));
    expect(fits(text, { name: "project", kinds, count: 4, values: new Map() }, nobody)).toBe(false);
  },
);

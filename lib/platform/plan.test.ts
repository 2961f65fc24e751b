/** The plan of the house is enforced: each rule of `.dependency-cruiser.mjs` is broken once, and says so. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type ICruiseResult, type IFlattenedRuleSet } from "dependency-cruiser";
import { afterEach, expect, test } from "vitest";

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

type Plan = { default: { forbidden: IFlattenedRuleSet["forbidden"] }; rooms: string[] };

const thePlan = (): Promise<Plan> => import(new URL("../../.dependency-cruiser.mjs", import.meta.url).href);

/** The names of the rules that a house of these files breaks. */
async function broken(files: Record<string, string>): Promise<string[]> {
  const baseDir = mkdtempSync(join(tmpdir(), "plan-"));
  made.push(baseDir);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(baseDir, path)), { recursive: true });
    writeFileSync(join(baseDir, path), text);
  }
  const plan = await thePlan();
  const folders = [...new Set(Object.keys(files).map((path) => path.split("/")[0] ?? ""))];
  const { output } = await cruise(folders, {
    baseDir,
    ruleSet: { forbidden: plan.default.forbidden },
    validate: true,
    tsPreCompilationDeps: true,
  });
  const { violations } = (output as ICruiseResult).summary;
  return violations.map(({ rule }) => rule.name);
}

const knows = (what: string) => `import type { Thing } from "${what}";\nexport type Mine = Thing;\n`;
const thing = "export type Thing = string;\n";

test("a house in order breaks nothing", async () => {
  const files = { "lib/tickets/a.ts": thing, "lib/suggestions/b.ts": knows("../tickets/a") };
  expect(await broken(files)).toEqual([]);
});

test("a room knows none above it, for a type's sake neither", async () => {
  const files = { "lib/tickets/a.ts": knows("../suggestions/b"), "lib/suggestions/b.ts": thing };
  expect(await broken(files)).toEqual(["order-tickets"]);
});

test("a room without a place in the order is named", async () => {
  const files = { "lib/tickets/a.ts": knows("../attic/b"), "lib/attic/b.ts": thing };
  expect(await broken(files)).toEqual(["room-without-a-place"]);
});

test("a room reads and writes its own tables, and has leave for those on the list alone", async () => {
  const files = {
    "db/schema/suggestions.ts": thing,
    "db/schema/tickets.ts": thing,
    "lib/inbox/a.ts": knows("../../db/schema/tickets"),
    "lib/inbox/b.ts": knows("../../db/schema/suggestions"),
    "lib/suggestions/c.ts": knows("../../db/schema/suggestions"),
  };
  expect(await broken(files)).toEqual(["tables-inbox"]);
});

test("nobody takes the tables of all rooms at once", async () => {
  const files = { "db/schema/index.ts": thing, "lib/tickets/a.ts": knows("../../db/schema/index") };
  expect(await broken(files)).toEqual(["tables-tickets"]);
});

test("a page knows no table", async () => {
  const files = { "db/schema/tickets.ts": thing, "app/page.tsx": knows("../db/schema/tickets") };
  expect(await broken(files)).toEqual(["pages-know-no-tables"]);
});

test("two files that know each other are named", async () => {
  const files = {
    "lib/tickets/a.ts": `${knows("./b")}${thing}`,
    "lib/tickets/b.ts": `${knows("./a")}${thing}`,
  };
  expect(new Set(await broken(files))).toEqual(new Set(["no-cycles"]));
});

test("what runs knows nothing of what helps tests", async () => {
  const files = { "lib/tickets/a.ts": knows("./testing/b"), "lib/tickets/testing/b.ts": thing };
  expect(await broken(files)).toEqual(["only-tests-know-tests"]);
});

test("docs/architecture.md names every room, from the ground up", async () => {
  const { rooms } = await thePlan();
  const text = readFileSync("docs/architecture.md", "utf8");
  const [, table = ""] = /\n\| room \|.*\n\|[-|]+\n((?:\|.*\n)+)/.exec(text) ?? [];
  const named = table.split("\n").flatMap((row) => row.split("|")[1]?.trim().split(", ") ?? []);
  expect(named).toEqual(rooms);
});

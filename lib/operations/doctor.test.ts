/** The doctor says what is well, and of what is not what to do. */
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect, vi } from "vitest";
import { test, testDatabase } from "#lib/platform/testing/database";
import { lookAtDatabase, lookAtMachine } from "./doctor";
import { age, report } from "./finding";

test("an installation without a worker is told so, and what to do; with one it is well", async ({ db }) => {
  const { url } = await testDatabase();
  await db.execute(sql`delete from executor`);
  const without = report(await lookAtDatabase(url));
  expect(without).toMatch(/✓ Database: Postgres \d+/);
  expect(without).toContain("✓ Clock: this machine and the database agree");
  expect(without).toMatch(/✓ Connections: 60 allowed/);
  expect(without).toContain("✗ Worker: none is alive: run npm start or npm run worker");
  expect(without).toContain("1 thing is wrong.");
  await db.execute(
    sql`insert into executor values ('w', clock_timestamp(), clock_timestamp() + interval '1 minute')`,
  );
  const found = await lookAtDatabase(url);
  expect(found.filter(({ level }) => level === "wrong")).toEqual([]);
  expect(report(found)).toContain("✓ Worker: 1 alive");
});

test("the machine is looked at without a database", () => {
  const found = lookAtMachine();
  expect(found.map(({ about }) => about)).toEqual(
    expect.arrayContaining(["Node", "Packages", "Disk", "Data folder", "Key"]),
  );
  expect(report(found)).toMatch(/GB free where the data lie/);
});

test("a data folder that cannot be made is told", () => {
  vi.stubEnv("VIGIL_DATA_DIR", join("package.json", "data"));
  const found = lookAtMachine().filter(({ about }) => about === "Data folder");
  expect(found).toMatchObject([{ level: "wrong", words: expect.stringContaining("cannot be written") }]);
  vi.unstubAllEnvs();
});

test("ages are said by their largest unit", () => {
  expect([0, 59, 61, 7_200, 200_000].map(age)).toEqual(["0 s", "59 s", "1 min", "2 h", "2 d"]);
});

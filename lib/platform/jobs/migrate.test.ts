/** Programs that start at the same moment on a new database make its schema between them. */
import { expect, inject, test } from "vitest";
import { migrateDatabase } from "#db/migrate";
import { createDatabase, dropDatabase } from "#lib/postgres/databases";
import { unique } from "../testing/unique";
import { migrateJobs } from "./migrate";

test("whoever starts beside others finds the schema made, and nobody fails", async () => {
  const server = inject("serverUrl");
  const name = unique("vigil_starting").replaceAll(/\W/g, "_");
  const url = await createDatabase(server, name);
  const start = async () => {
    await migrateDatabase(url);
    await migrateJobs(url);
  };
  try {
    const ended = await Promise.allSettled(Array.from({ length: 4 }, start));
    expect(ended.filter(({ status }) => status === "rejected")).toEqual([]);
  } finally {
    await dropDatabase(server, name);
  }
});

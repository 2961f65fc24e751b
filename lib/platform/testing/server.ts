/** Starts the database server of a test run and migrates the template every worker's database is copied from. */
import { rmSync } from "node:fs";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "#db/migrate";
import { createDatabase, dropDatabase } from "#lib/postgres/databases";
import { openDatabase } from "#lib/postgres/launcher";
import { migrateJobs } from "../jobs/migrate";
import { programsOf } from "./program";

declare module "vitest" {
  interface ProvidedContext {
    serverUrl: string;
    template: string;
  }
}

/** Vitest's global setup: provides the server's URL and the template's name, and cleans up after the run. */
export default async function setup(project: TestProject) {
  const server = await openDatabase({
    url: process.env.VIGIL_TEST_DATABASE_URL,
    dataDir: ".data/test-postgres",
  });
  const template = `vigil_template_${process.pid}`;
  await dropDatabase(server.url, template);
  const url = await createDatabase(server.url, template);
  await migrateDatabase(url);
  await migrateJobs(url);
  project.provide("serverUrl", server.url);
  project.provide("template", template);
  return async () => {
    const admin = postgres(server.url, { max: 1, onnotice: () => {} });
    const mine =
      await admin`select datname from pg_database where datname like ${`vigil_test_${process.pid}_%`}`;
    await admin.end();
    for (const { datname } of [...mine, { datname: template }]) await dropDatabase(server.url, datname);
    await server.stop();
    rmSync(programsOf(process.pid), { recursive: true, force: true });
  };
}

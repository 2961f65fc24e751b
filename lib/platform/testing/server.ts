/** Starts the database server of a test run and migrates the template every worker's database is copied from. */
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "#db/migrate";
import { migrateJobs } from "../jobs/migrate";

declare module "vitest" {
  interface ProvidedContext {
    serverUrl: string;
    template: string;
  }
}

/** Vitest's global setup: provides the server's URL and the template's name, and cleans up after the run. */
export default async function setup(project: TestProject) {
  const server = await testServer();
  const template = `vigil_template_${process.pid}`;
  const admin = postgres(server.url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`drop database if exists ${template} with (force)`);
  await admin.unsafe(`create database ${template}`);
  await migrateDatabase(databaseUrl(server.url, template));
  await migrateJobs(databaseUrl(server.url, template));
  project.provide("serverUrl", server.url);
  project.provide("template", template);
  return async () => {
    const mine =
      await admin`select datname from pg_database where datname like ${`vigil_test_${process.pid}_%`}`;
    for (const { datname } of [...mine, { datname: template }])
      await admin.unsafe(`drop database if exists ${datname} with (force)`);
    await admin.end();
    await server.stop();
  };
}

/** The same server, another database. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function testServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const url = process.env.VIGIL_TEST_DATABASE_URL;
  if (url) return { url, stop: async () => {} };
  throw new Error("Set VIGIL_TEST_DATABASE_URL");
}

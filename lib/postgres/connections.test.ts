/** A server with too few connections is told at the start, not by errors under load. */
import { expect, inject, test } from "vitest";
import { checkConnections, connectionRoom, connectionsOf } from "./connections";
import { createDatabase, dropDatabase } from "./databases";
import { query } from "./testing/servers";

test("what fits is let through, what can never fit is refused, what does not fit now is said", async () => {
  const url = inject("serverUrl");
  const { limit, taken } = await connectionRoom(url);
  expect(limit).toBe(60);
  expect(await checkConnections(url, 1)).toBeNull();
  await expect(checkConnections(url, limit + 1)).rejects.toThrow(
    /may need 61 connections here, and Postgres allows 60\. .*max_connections/,
  );
  if (taken > 0) expect(await checkConnections(url, limit)).toMatch(/others hold \d+/);
});

test("the limit of the database counts as well", async () => {
  const server = inject("serverUrl");
  const name = `vigil_test_${process.ppid}_narrow`;
  const url = await createDatabase(server, name);
  await query(server, `alter database ${name} connection limit 5`);
  await expect(checkConnections(url, 6)).rejects.toThrow("Postgres allows 5");
  await dropDatabase(server, name);
});

test("the usual installation fits the embedded server beside the command line", () => {
  const usual = 10;
  expect(
    connectionsOf("web", usual) + connectionsOf("worker", usual) + connectionsOf("cli", usual),
  ).toBeLessThan(60);
});

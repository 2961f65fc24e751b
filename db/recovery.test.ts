/** The pool, while the server under it is really killed and comes back. */
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { isConnectionLoss } from "#lib/platform/passing-errors";
import { startPostgres } from "#lib/postgres/launcher";
import { newFolder, query, serverPid, until } from "#lib/postgres/testing/servers";
import { openPool, type Pool } from "./client";

/** Longer than any query takes here; what has not answered by then never will. */
const longestWait = 20_000;

test("a pool whose server is killed again and again answers everything afterwards, and no transaction goes on", async () => {
  const dataDir = newFolder();
  const server = await startPostgres({ dataDir });
  await query(server.url, "create table pair (key int, half int)", "create table lone (key int)");
  const pool = openPool(server.url, 10);
  const outcomes = { answered: 0, lost: 0, hung: 0, other: [] as unknown[] };
  let isOver = false;
  let key = 0;
  const busy = async () => {
    while (!isOver) {
      const outcome = await outcomeOf(key++ % 2 ? pair(pool, key) : lone(pool, key));
      if (outcome === "answered" || outcome === "lost" || outcome === "hung") outcomes[outcome]++;
      else outcomes.other.push(outcome);
    }
  };
  const requests = Array.from({ length: 30 }, busy);
  for (const signal of ["SIGINT", "SIGKILL", "SIGKILL", "SIGINT", "SIGKILL"] as const) {
    const seen = outcomes.answered;
    await until(() => outcomes.answered > seen + 100);
    const pid = serverPid(dataDir);
    process.kill(pid, signal);
    await until(
      async () =>
        (await outcomeOf(query(server.url, "select 1"))) === "answered" && serverPid(dataDir) !== pid,
    );
  }
  isOver = true;
  await Promise.all(requests);
  expect(outcomes.other).toEqual([]);
  expect(outcomes.hung).toBe(0);
  expect(outcomes.lost).toBeGreaterThan(0);

  for (let round = 0; round < 3; round++) {
    const asked = Array.from({ length: 30 }, (_, place) =>
      outcomeOf(pool.db.execute(sql`select ${place}::int`)),
    );
    expect(new Set(await Promise.all(asked))).toEqual(new Set(["answered"]));
  }
  const halves = await query(server.url, "select key from pair group by key having count(*) <> 2");
  expect(halves).toEqual([]);
  await pool.sql.end({ timeout: 1 });
  await server.stop();
});

/** Two rows that belong together, and time between them for the server to go away. */
function pair(pool: Pool, key: number): Promise<unknown> {
  return pool.db.transaction(async (tx) => {
    await tx.execute(sql`insert into pair values (${key}::int, 1)`);
    await sleep(Math.random() * 5);
    await tx.execute(sql`insert into pair values (${key}::int, 2)`);
  });
}

function lone(pool: Pool, key: number): Promise<unknown> {
  return pool.db.execute(sql`insert into lone values (${key}::int)`);
}

/** How a request ended: answered, lost with its connection, never, or with an error that is none of these. */
async function outcomeOf(request: Promise<unknown>): Promise<unknown> {
  const late = new AbortController();
  const outcome = await Promise.race([
    request.then(
      () => "answered",
      (error) => (isConnectionLoss(error) ? "lost" : error),
    ),
    sleep(longestWait, "hung", { signal: late.signal }).catch(() => "late"),
  ]);
  late.abort();
  return outcome;
}

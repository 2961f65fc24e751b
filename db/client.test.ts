/** What the driver is told about arrays, and what a server that goes away does to a process. */
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, vi } from "vitest";
import { test, testDatabase } from "#lib/platform/testing/database";
import { openPool } from "./client";

test("arrays arrive as they were sent, whatever is in them", async ({ db }) => {
  const texts = fc.array(fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", "")));
  await fc.assert(
    fc.asyncProperty(
      texts,
      fc.array(fc.maxSafeInteger()),
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })),
      async (words, ids, weights) => {
        const [row] = await db.execute(sql`
          select ${sql.param(words)}::text[] as words, ${sql.param(ids)}::bigint[] as ids,
            ${sql.param(weights)}::float8[] as weights, array_to_json(${sql.param(words)}::text[]) as spelt`);
        expect(row).toEqual({ words, ids, weights: weights.map((weight) => weight + 0), spelt: words });
      },
    ),
    { numRuns: 100 },
  );
});

test("a transaction whose connection was lost does nothing more, in it or outside of it", async ({ db }) => {
  const { url } = await testDatabase();
  const pool = openPool(url, 1);
  await db.execute(sql`create table if not exists trace (word text)`);
  const late: unknown[] = [];
  const transaction = pool.db.transaction(async (tx) => {
    const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await db.execute(sql`select pg_terminate_backend(${row?.pid}::int)`);
    await sleep(100);
    for (let round = 0; round < 3; round++) {
      await tx.execute(sql`insert into trace (word) values (${"late"})`).catch((error) => late.push(error));
      await sleep(50);
      await pool.db.execute(sql`select ${round}::int`);
    }
  });
  await expect(transaction).rejects.toThrow();
  await vi.waitFor(() => expect(late).toHaveLength(3), { timeout: 60_000 });
  expect(await db.execute(sql`select word from trace`)).toHaveLength(0);
  await pool.sql.end({ timeout: 1 });
});

test("a server that goes away right after the handshake fails the query, not the process", async () => {
  const greeting = Buffer.from("520000000800000000" + "5a0000000549", "hex");
  const server = createServer((socket) => {
    socket.once("data", () => {
      socket.write(greeting);
      socket.once("data", () => socket.resetAndDestroy());
    });
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const pool = openPool(`postgres://nobody@127.0.0.1:${port}/none`, 1);
  for (let round = 0; round < 3; round++)
    await expect(pool.db.execute(sql`select ${round}::int`)).rejects.toThrow();
  await pool.sql.end({ timeout: 1 });
  server.close();
});

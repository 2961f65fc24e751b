/** What the driver is told about arrays, and what a server that goes away does to a process. */
import { createServer } from "node:net";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { test } from "#lib/platform/testing/database";
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

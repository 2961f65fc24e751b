/** Workers are really started, killed and replaced; what they did is read from the database. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect } from "vitest";
import type { Ctx } from "../context";
import { test, testDatabase } from "../testing/database";
import { programFile } from "../testing/program";
import { enqueue } from "./enqueue";
import { placeAt } from "./place";

const source = join(import.meta.dirname, "testing", "worker-process.ts");
const folder = mkdtempSync(join(tmpdir(), "vigil-jobs-"));
const running = new Set<ChildProcess>();
let traces = 0;

beforeAll(async () => {
  const { sql: connection } = await testDatabase();
  await connection`create table effect (key text primary key, at timestamptz not null default clock_timestamp())`;
});

afterEach(async () => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
});

describe("one worker", () => {
  test("keeps the order within a ticket and works on tickets at the same time", async ({ ctx }) => {
    const worker = await start({ SLOWNESS: "150" });
    for (const eventId of [1, 2, 3])
      for (const ticketId of [101, 102, 103, 104]) await consider(ctx, ticketId, eventId);
    await effects(ctx, "10_:%", 12);
    // A worker tells of an effect after it is there.
    await worker.until("end 101:3");
    let open = 0;
    const atOnce = worker.lines().map((line) => {
      if (/(begin|end) 10\d:/.test(line)) open += line.includes("begin") ? 1 : -1;
      return open;
    });
    expect(Math.max(...atOnce)).toBeGreaterThan(1);
    const lines = worker.lines().filter((line) => /(begin|end) 101:/.test(line));
    expect(lines.map((line) => line.split(" ").slice(2).join(" "))).toEqual(
      [1, 2, 3].flatMap((eventId) => [`begin 101:${eventId}`, `end 101:${eventId}`]),
    );
  });

  test("takes the job whose turn it is, before a backlog that came earlier", async ({ ctx }) => {
    const now = Date.now();
    const waiting = Array.from({ length: 12 }, (_, number) => [1500 + number, now + 60_000 + number * 1_000]);
    for (const [ticketId = 0, turn = 0] of [...waiting, [1590, now]])
      await enqueue(
        ctx,
        "agent.consider",
        { ticketId, eventId: 1 },
        { id: `turn:${ticketId}`, partition: String(ticketId), place: placeAt(turn) },
      );
    const worker = await start({ CONCURRENCY: "1", SLOWNESS: "20" });
    await effects(ctx, "15__:1", 13);
    const begun = worker.lines().filter((line) => line.includes(" begin 15"));
    expect(begun.slice(0, 3).map((line) => line.split(" ").at(-1))).toEqual(["1590:1", "1500:1", "1501:1"]);
  });

  test("starts a delayed job when it is due, and costs nothing before", async ({ ctx }) => {
    await start({});
    const at = new Date(Date.now() + 1_500);
    await enqueue(ctx, "agent.consider", { ticketId: 201, eventId: 1 }, { id: "late", partition: "201", at });
    await effects(ctx, "201:%", 1);
    const [row] = await ctx.db.execute<{ late: number }>(
      sql`select extract(epoch from at) * 1000 - ${at.getTime()}::float8 as late from effect where key = '201:1'`,
    );
    expect(Number(row?.late)).toBeGreaterThanOrEqual(0);
  });

  test("tries a failing job a few times, records the failure, and the ticket goes on", async ({ ctx }) => {
    const worker = await start({});
    await enqueue(ctx, "agent.runTool", { ticketId: 301, eventId: 1 }, { id: "hopeless", partition: "301" });
    await consider(ctx, 301, 2);
    await effects(ctx, "301:2", 1);
    await worker.until("end 301:2");
    expect(worker.lines().filter((line) => line.includes("begin fail:301"))).toHaveLength(4);
    expect(
      worker.lines().filter((line) => line.includes("failed agent.runTool Error: it never works")),
    ).toHaveLength(1);
  });

  test("drains what it works on when it is asked to stop", async ({ ctx }) => {
    const worker = await start({ SLOWNESS: "800" });
    await consider(ctx, 401, 1);
    await worker.until("begin 401:1");
    worker.child.kill("SIGTERM");
    await new Promise((resolve) => worker.child.once("exit", resolve));
    expect(worker.lines().at(-1)).toContain("end 401:1");
    expect(await statuses(ctx, "consider:401:1")).toEqual(["SUCCESS"]);
  });
});

describe("several workers", () => {
  test("another takes over what a killed one held, and the effect is there once", async ({ ctx }) => {
    const victim = await start({ SLOWNESS: "60000" });
    for (const ticketId of [501, 502, 503])
      for (const eventId of [1, 2]) await consider(ctx, ticketId, eventId);
    for (const ticketId of [501, 502, 503]) await victim.until(`begin ${ticketId}:1`);
    const heir = await start({});
    victim.child.kill("SIGKILL");
    await effects(ctx, "50_:%", 6);
    for (const ticketId of [501, 502, 503]) {
      const order = () =>
        heir
          .lines()
          .filter((line) => line.includes(`end ${ticketId}:`))
          .map((line) => line.split(" ").at(-1));
      await expect.poll(order).toEqual([`${ticketId}:1`, `${ticketId}:2`]);
    }
  });

  test("one job of the learning queue runs at a time, whoever runs it", async ({ ctx }) => {
    const workers = [await start({ SLOWNESS: "60" }), await start({ SLOWNESS: "60" })];
    for (let ticketId = 601; ticketId <= 620; ticketId++) await enqueue(ctx, "learning.learn", { ticketId });
    await effects(ctx, "learn:%", 20);
    const lines = workers.flatMap((worker) => worker.lines()).filter((line) => line.includes(" learn:"));
    const inOrder = lines.sort((a, b) => Number(a.split(" ")[1]) - Number(b.split(" ")[1]));
    let open = 0;
    for (const line of inOrder) {
      open += line.includes("begin") ? 1 : -1;
      expect(open).toBeLessThanOrEqual(1);
    }
  });

  test("a job that takes every worker down is given up after a few, and blocks nobody", {
    timeout: 900_000,
  }, async ({ ctx }) => {
    await enqueue(ctx, "tickets.deliver", { eventId: 1 }, { id: "poison", partition: "701" });
    const end = "failed tickets.deliver";
    let survivor = await start({});
    for (let deaths = 0; deaths < 8 && (await survivor.diesBefore(end)); deaths++) {
      await ctx.db.execute(sql`update executor set seen_at = seen_at - interval '1 minute'`);
      survivor = await start({});
    }
    await survivor.until(end);
    await expect.poll(() => statuses(ctx, "poison")).toEqual(["CANCELLED"]);
  });
});

async function start(environment: Record<string, string>) {
  const { url } = await testDatabase();
  const trace = join(folder, `trace-${traces++}`);
  const child = spawn(process.execPath, [await programFile(source)], {
    env: { ...process.env, ...environment, DATABASE_URL: url, TRACE: trace },
    stdio: ["ignore", "ignore", "inherit"],
  });
  running.add(child);
  const lines = () => (existsSync(trace) ? readFileSync(trace, "utf8").split("\n").filter(Boolean) : []);
  const until = async (text: string, limit = 60_000) => {
    for (let waited = 0; waited < limit; waited += 50) {
      if (lines().some((line) => line.includes(text))) return;
      await sleep(50);
    }
    throw new Error(`The worker never said "${text}":\n${lines().join("\n")}`);
  };
  /** True as soon as it is dead, false as soon as it says `text`: how long either takes is the machine's. */
  const diesBefore = async (text: string) => {
    while (!lines().some((line) => line.includes(text))) {
      if (child.signalCode !== null || child.exitCode !== null) return true;
      await sleep(50);
    }
    return false;
  };
  await diesBefore("ready");
  return { child, lines, until, diesBefore };
}

function consider(ctx: Ctx, ticketId: number, eventId: number) {
  const id = `consider:${ticketId}:${eventId}`;
  return enqueue(ctx, "agent.consider", { ticketId, eventId }, { id, partition: String(ticketId) });
}

/** Waits until `count` effects match the pattern. */
async function effects(ctx: Ctx, pattern: string, count: number): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const [row] = await ctx.db.execute<{ n: number }>(
      sql`select count(*)::int as n from effect where key like ${pattern}`,
    );
    if ((row?.n ?? 0) >= count) {
      expect(row?.n).toBe(count);
      return;
    }
    await sleep(50);
  }
  throw new Error(`Fewer than ${count} effects like ${pattern}`);
}

async function statuses(ctx: Ctx, id: string): Promise<string[]> {
  const rows = await ctx.db.execute<{ status: string }>(
    sql`select status from dbos.workflow_status where workflow_uuid = ${id}`,
  );
  return rows.map((row) => row.status);
}

/** A job commits and rolls back with the transaction that asked for it. */
import { sql } from "drizzle-orm";
import { afterAll, expect, vi } from "vitest";
import { closeDatabase, rawSql } from "#db/client";
import { withTransaction } from "../context";
import { announceJobs, jobsChannel, queuesOf } from "../notifier";
import { test } from "../testing/database";
import { waiting } from "../testing/next-ticket";
import { unique } from "../testing/unique";
import { cancelJob, enqueue } from "./enqueue";

afterAll(closeDatabase);

const status = async (ctx: Parameters<typeof enqueue>[0], id: string) =>
  (
    await ctx.db.execute<{ status: string }>(
      sql`select status from dbos.workflow_status where workflow_uuid = ${id}`,
    )
  )[0]?.status;

test("a job is there after commit, once, however often it is enqueued", async ({ ctx }) => {
  const id = unique("job");
  const input = { ticketId: 1, eventId: 2 };
  await withTransaction(ctx, (tx) => enqueue(tx, "agent.consider", input, { id, partition: "1" }));
  await enqueue(ctx, "agent.consider", input, { id, partition: "1" });
  const rows = await ctx.db.execute<{ inputs: string }>(
    sql`select inputs from dbos.workflow_input where workflow_uuid = ${id}`,
  );
  expect(rows.map((row) => JSON.parse(row.inputs).positionalArgs)).toEqual([[input]]);
});

test("nothing is left of a job whose transaction rolled back", async ({ ctx }) => {
  const id = unique("job");
  const failing = withTransaction(ctx, async (tx) => {
    await enqueue(tx, "agent.consider", { ticketId: 1, eventId: 2 }, { id, partition: "1" });
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  expect(await status(ctx, id)).toBeUndefined();
});

test("a delayed job can be cancelled before it starts, and asked for again", async ({ ctx }) => {
  const id = unique("job");
  const at = new Date(Date.now() + 3_600_000);
  await enqueue(ctx, "agent.runTool", { ticketId: 1, eventId: 1 }, { id, partition: "1", at });
  expect(await status(ctx, id)).toBe("DELAYED");
  await cancelJob(ctx, id);
  expect(await status(ctx, id)).toBeUndefined();
  await enqueue(ctx, "agent.runTool", { ticketId: 1, eventId: 1 }, { id, partition: "1", at });
  expect(await status(ctx, id)).toBe("DELAYED");
});

test("workers hear into which queues jobs have come, once they are there; not of delayed or withdrawn ones", async ({
  ctx,
}) => {
  const heard = new Set<string>();
  const listening = await rawSql().listen(jobsChannel, (payload) => {
    for (const queue of queuesOf(payload)) heard.add(queue);
  });
  // A process tells in order: once the last word is heard, so is all before it.
  const told = async () => {
    announceJobs(["last"]);
    await vi.waitFor(() => expect(heard).toContain("last"), waiting);
    const queues = [...heard].filter((queue) => queue !== "last");
    heard.clear();
    return queues.toSorted();
  };
  // What was asked for before may still be told.
  await told();
  await withTransaction(ctx, async (tx) => {
    await enqueue(tx, "agent.consider", { ticketId: 1, eventId: 2 }, { id: unique("job"), partition: "1" });
    expect(await told()).toEqual([]);
    await enqueue(tx, "questions.answer", { questionId: 1 }, { id: unique("job") });
  });
  expect(await told()).toEqual(["question", "ticket"]);
  const failing = withTransaction(ctx, async (tx) => {
    await enqueue(tx, "learning.learn", { ticketId: 1 });
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  const at = new Date(Date.now() + 3_600_000);
  await enqueue(ctx, "agent.runTool", { ticketId: 1, eventId: 1 }, { id: unique("job"), partition: "1", at });
  expect(await told()).toEqual([]);
  await listening.unlisten();
});

/** Imports come in silently, once, are learnt from, can be cancelled and undone; what is exported reads back unchanged. */

import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { openApprentice } from "#lib/agent/apprentice-state";
import { arrives } from "#lib/agent/testing/environment";
import { type Ctx, systemCtx, withTransaction } from "#lib/platform/context";
import { jsonLine } from "#lib/platform/json-lines";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { person } from "#lib/suggestions/testing/fixtures";
import { addNote, assign, moveStatus, setTriage } from "#lib/tickets/commands";
import { ticketById } from "#lib/tickets/queries";
import { reply, withdrawReply } from "#lib/tickets/replies/commands";
import { cancelImport, startImport, undoImport, uploadImport } from "./commands";
import { exportTickets } from "./export";
import { guessMapping } from "./guess";
import { readLines } from "./lines";
import type { ImportedTicket } from "./model";
import { importById, imports } from "./queries";
import { importFile, runImport } from "./run";
import { readTable } from "./table";
import { ticketsOf } from "./tickets";

const csvOf = (name: string, count: number) =>
  [
    "ticket,created,role,author,message,queue",
    ...Array.from({ length: count }, (_, index) => [
      `${name}-${index},2026-03-02 09:00,customer,Ann ${name},"Where is the invoice of order ${index}?",${name} desk`,
      `${name}-${index},2026-03-02 09:30,agent,Sam,"Hello, you find it under Account, Invoices.",${name} desk`,
    ]).flat(),
  ].join("\n");

async function uploaded(ctx: Ctx, csv: string) {
  const { id } = await uploadImport(ctx, {
    fileName: "tickets.csv",
    format: "csv",
    bytes: new TextEncoder().encode(csv),
  });
  const { mapping } = await importById(ctx, id);
  return { id, mapping };
}

const table = (csv: string) => readTable(new TextEncoder().encode(csv));
const mappingOf = guessMapping(table(csvOf("any", 2)), "UTC");

async function ticketIds(ctx: Ctx, importId: number): Promise<number[]> {
  const rows = await ctx.db.execute<{ id: number }>(
    sql`select ticket_id::float8 as id from imported_ticket where import_id = ${importId} order by 1`,
  );
  return rows.map(({ id }) => id);
}

const count = async (ctx: Ctx, query: ReturnType<typeof sql>) =>
  Number((await ctx.db.execute<{ rows: string }>(query))[0]?.rows);

test("a table comes in at its real times, silently, and is learnt from", async ({ ctx }) => {
  const name = unique("shop");
  const { id, mapping } = await uploaded(ctx, csvOf(name, 3));
  await startImport(ctx, { id, system: "shop", mapping });
  await runImport(systemCtx("import", ctx.db), id);
  const done = await importById(ctx, id);
  expect(done).toMatchObject({
    status: "done",
    total: 3,
    done: 3,
    figures: { tickets: 3, known: 0, queues: [`${name} desk`], faultCount: 0 },
    learnt: { tickets: 3, replies: 3, tools: [] },
  });
  const [first = 0] = await ticketIds(ctx, id);
  expect(await ticketById(ctx, first)).toMatchObject({
    status: "closed",
    agentState: "none",
    dueAt: null,
    openedAt: new Date("2026-03-02T09:00:00Z"),
    firstReplyAt: new Date("2026-03-02T09:30:00Z"),
  });
  expect(
    await count(ctx, sql`select count(*) as rows from training_example where ticket_id = ${first}`),
  ).toBe(1);
  expect(await count(ctx, sql`select count(*) as rows from agent_run where ticket_id = ${first}`)).toBe(0);
});

test("the same file again adds nothing", async ({ ctx }) => {
  const csv = csvOf(unique("shop"), 2);
  for (const expected of [
    { tickets: 2, known: 0 },
    { tickets: 0, known: 2 },
  ]) {
    const { id, mapping } = await uploaded(ctx, csv);
    await startImport(ctx, { id, system: "shop", mapping });
    await runImport(systemCtx("import", ctx.db), id);
    expect((await importById(ctx, id)).figures).toMatchObject(expected);
  }
});

test("an undo takes tickets, passages, customers and what was learnt away; what somebody worked on stays", async ({
  ctx,
}) => {
  const name = unique("shop");
  // Too long for the conversation: it has a file of its own.
  const long = `${name}-3,2026-03-02 09:10,customer,Ann ${name},"${"And it is long. ".repeat(5_000)}",${name} desk`;
  const { id, mapping } = await uploaded(ctx, `${csvOf(name, 4)}\n${long}`);
  const apprentice = await openApprentice(systemCtx("learning", ctx.db));
  const before = (await apprentice.current()).engine.closed;
  await startImport(ctx, { id, system: "shop", mapping });
  await runImport(systemCtx("import", ctx.db), id);
  const [kept = 0, ...gone] = await ticketIds(ctx, id);
  await addNote(ctx, { ticketId: kept, text: "Looked at again." });
  const files = sql`select count(*) as rows from attachment where ticket_id = ${gone.at(-1)}`;
  expect(await count(ctx, files)).toBe(1);
  await expect.poll(async () => (await apprentice.current()).engine.closed).toBe(before + 4);
  expect(await undoImport(ctx, { id })).toEqual({ removed: 3, kept: 1 });
  await expect.poll(async () => (await apprentice.current()).engine.closed).toBe(before + 1);
  const list = sql.join(
    gone.map((one) => sql`${one}`),
    sql`, `,
  );
  for (const table of ["ticket_event", "ticket_search", "training_example", "attachment"])
    expect(
      await count(ctx, sql`select count(*) as rows from ${sql.raw(table)} where ticket_id in (${list})`),
      table,
    ).toBe(0);
  expect(
    await count(ctx, sql`select count(*) as rows from passage where kind = 'ticket' and ref in (${list})`),
  ).toBe(0);
  await expect(ticketById(ctx, gone[0] ?? 0)).rejects.toMatchObject({ code: "not_found" });
  expect((await ticketById(ctx, kept)).subject).not.toBe("");
  await expect(undoImport(ctx, { id })).rejects.toMatchObject({ code: "conflict" });
});

test("a timeline still cannot be deleted by anything else", async ({ ctx }) => {
  await expect(ctx.db.execute(sql`delete from ticket_event`)).rejects.toThrow();
});

test("a cancelled import stops between two portions, and can be undone", async ({ ctx }) => {
  const { tickets } = ticketsOf(
    table(csvOf(unique("shop"), 600)),
    mappingOf,
    new Date("2026-06-01T00:00:00Z"),
  );
  const { id } = await importFile(systemCtx("cli", ctx.db), {
    fileName: "tickets.csv",
    format: "csv",
    mapping: mappingOf,
    system: "shop",
    read: { tickets, faults: [] },
    onProgress: async () => {
      const [newest] = await imports(ctx);
      if (newest?.status === "running") await cancelImport(ctx, { id: newest.id });
    },
  });
  const { status, done } = await importById(ctx, id);
  expect(status).toBe("cancelled");
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(600);
  expect((await undoImport(ctx, { id })).removed).toBe((await importById(ctx, id)).figures.tickets);
});

test("a required column without a choice is named", async ({ ctx }) => {
  const { id, mapping } = await uploaded(ctx, csvOf(unique("shop"), 1));
  const { at: _, ...columns } = mapping?.columns ?? {};
  await expect(
    startImport(ctx, { id, system: "shop", mapping: { ...mapping, columns } }),
  ).rejects.toMatchObject({ code: "invalid", message: "Choose the column for: time." });
});

test("what is exported reads back unchanged", async ({ ctx }) => {
  class Done extends Error {}
  const exportAll = async (tx: Ctx) => {
    const lines: string[] = [];
    for await (const line of await exportTickets(tx)) lines.push(line);
    return lines;
  };
  const { id: assigneeId } = (await person(ctx, "analyst")).actor;
  await livelyTicket(ctx, assigneeId);
  const written = await exportAll(ctx);
  expect(written.join()).toContain('"attachments":[{"name":"error.png","type":"image/png","size":3},');
  const read = readLines(written.join("\n"));
  expect(read.faults).toEqual([]);
  expect(read.tickets.map((ticket) => jsonLine(ticket))).toEqual(written);
  const again = withTransaction(ctx, async (tx) => {
    const { figures } = await importFile(systemCtx("cli", tx.db), {
      fileName: "tickets.jsonl",
      format: "jsonl",
      mapping: null,
      system: "copy",
      read,
    });
    expect(figures).toMatchObject({ tickets: written.length, known: 0, faultCount: 0 });
    const copies = (await exportAll(tx)).slice(written.length);
    expect(byId(copies)).toEqual(byId(written));
    throw new Done();
  });
  await expect(again).rejects.toBeInstanceOf(Done);
});

/** A ticket with every kind of event, a withdrawn reply and a changed priority among them. */
async function livelyTicket(ctx: Ctx, assigneeId: string): Promise<void> {
  const text = "Line one\u2028line two\u0085 and \u2029 three";
  const { ticketId, ticketExternalId } = await arrives(ctx, { body: text, subject: "Lively" });
  const file = { name: "error.png", type: "image/png" };
  const attachments = [
    { ...file, size: 3, content: Buffer.from("abc") },
    { ...file, address: "https://a.example/1" },
  ];
  await arrives(ctx, { ticketExternalId, body: "", attachments });
  const call = { tool: "describe_instance", arguments: { instance: "vm-1" }, callId: "c-77" };
  await arrives(ctx, { ticketExternalId, kind: "tool_call", body: "", data: call });
  const result = { tool: call.tool, callId: "c-77", result: { state: "stopped", disks: [{ id: "vol-1" }] } };
  await arrives(ctx, { ticketExternalId, kind: "tool_result", body: "", data: result });
  const labels = { alertname: "Down", instance: "vm-1" };
  for (const kind of ["alert_firing", "alert_resolved"] as const)
    await arrives(ctx, { ticketExternalId, kind, body: "Down", data: { fingerprint: "f1", labels } });
  await addNote(ctx, { ticketId, text: "Host was full." });
  const { eventId } = await reply(ctx, { ticketId, text: "Not this one." });
  await withdrawReply(ctx, { eventId });
  await reply(ctx, { ticketId, text: "It was stopped; it runs again." });
  await assign(ctx, { ticketId, assigneeId });
  await setTriage(ctx, { ticketId, fields: { priority: "high", category: "compute" } });
  await moveStatus(ctx, { ticketId, to: "solved" });
}

function byId(lines: string[]): ImportedTicket[] {
  return lines.map((line) => JSON.parse(line) as ImportedTicket).sort((a, b) => (a.id < b.id ? -1 : 1));
}

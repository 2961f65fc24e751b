/** Recorded dialogues become closed tickets with their times, and are learned from; importing them again adds nothing. */

import { existsSync } from "node:fs";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { expect } from "vitest";
import { trainingExample } from "#db/schema/agent";
import { passage } from "#db/schema/knowledge";
import { ticket, ticketEvent } from "#db/schema/tickets";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import type { EventContent } from "#lib/tickets/event";
import { typed } from "#lib/tickets/stored-event";
import { type Dialogue, parseStarLine, readStarFile } from "./star";
import { starSource } from "./star-history";
import { importDialogues } from "./star-import";

let lastId = Date.now();

/** A line as the file has it, with everything an importer must not look at. */
function line(more: Record<string, unknown> = {}): string {
  lastId += 1;
  return JSON.stringify({
    id: lastId,
    opened: 1_600_000_000,
    closed: 1_600_000_300,
    level: "Complete",
    tasks: ["secret_task"],
    domains: ["secret_domain"],
    happy: true,
    multi: false,
    wizard: "wwwwwwww-1",
    user: unique("user"),
    events: [
      { t: 1_600_000_000, who: "User", act: "utter", text: "My volume\nis stuck." },
      { t: 1_600_000_010, who: "Wizard", act: "select_task" },
      { t: 1_600_000_020, who: "Wizard", act: "query", api: "volume", constraints: [{ Name: '"vol-17"' }] },
      { t: null, who: "KnowledgeBase", act: "return_item", api: "volume", item: { State: "attaching" } },
      { t: 1_600_000_020, who: "Wizard", act: "query", api: "volume", constraints: [{ Name: '"vol-18"' }] },
      { t: null, who: "KnowledgeBase", act: "return_item", api: "volume" },
      {
        t: 1_600_000_060,
        who: "Wizard",
        act: "pick_suggestion",
        text: "It is attaching.",
        label: "secret_label",
        options: ["secret_label", "secret_option"],
      },
      { t: 1_600_000_300, who: "User", act: "complete" },
    ],
    ...more,
  });
}

function dialogues(...lines: string[]): Dialogue[] {
  return lines.map((text) => parseStarLine(text).dialogue);
}

async function ticketOf(ctx: Ctx, { id }: Dialogue) {
  const where = and(eq(ticket.source, starSource), eq(ticket.externalId, String(id)));
  const [row] = await ctx.db.select().from(ticket).where(where);
  if (!row) throw new Error(`dialogue ${id} was not imported`);
  const events = await ctx.db
    .select()
    .from(ticketEvent)
    .where(eq(ticketEvent.ticketId, row.id))
    .orderBy(asc(ticketEvent.at), asc(ticketEvent.externalId));
  return { row, events };
}

test("a dialogue becomes a closed ticket with its times, and none of its answers", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const [dialogue] = dialogues(line());
  if (!dialogue) throw new Error("no dialogue");
  expect(await importDialogues(ctx, [dialogue])).toEqual({ tickets: 1, events: 7, known: 0, empty: 0 });
  const { row, events } = await ticketOf(ctx, dialogue);
  expect(row).toMatchObject({
    subject: "My volume",
    status: "closed",
    openedAt: new Date(1_600_000_000_000),
    firstReplyAt: new Date(1_600_000_060_000),
    closedAt: new Date(1_600_000_300_000),
    dueAt: null,
    agentState: "none",
    category: null,
  });
  expect(
    events.map(({ kind, actorName, at }) => [kind, actorName, at.getTime() / 1000 - 1_600_000_000]),
  ).toEqual([
    ["customer_message", `Customer ${dialogue.customer.slice(0, 6)}`, 0],
    ["tool_call", "Analyst wwwwww", 20],
    ["tool_result", "volume", 20],
    ["tool_call", "Analyst wwwwww", 20],
    ["tool_result", "volume", 20],
    ["analyst_reply", "Analyst wwwwww", 60],
    ["status_change", "Import", 300],
  ]);
  const [, call, result, second, nothing] = events.map(typed);
  const callIdOf = (event: EventContent | undefined) =>
    event?.kind === "tool_call" ? event.data.callId : undefined;
  expect(call?.data).toMatchObject({ tool: "volume", arguments: { Name: "vol-17" } });
  expect(result?.data).toMatchObject({ callId: callIdOf(call), result: { State: "attaching" } });
  expect(nothing?.data).toMatchObject({ callId: callIdOf(second), result: null });
  expect(callIdOf(second)).not.toBe(callIdOf(call));
  const [everything] = await db.execute<{ text: string }>(sql`
    select (select to_jsonb(ticket) || to_jsonb(array(select to_jsonb(ticket_event) from ticket_event where ticket_id = ticket.id)))
      ::text || (select facts::text from training_example where ticket_id = ticket.id) as text
    from ticket where id = ${row.id}`);
  expect(everything?.text).toContain("attaching");
  expect(everything?.text).not.toContain("secret");
});

test("what is imported is learned from and findable, and leaves no job to the agent", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const all = dialogues(line(), line(), line({ closed: 1_600_000_400 }));
  await importDialogues(ctx, all);
  const ids = (await Promise.all(all.map((one) => ticketOf(ctx, one)))).map(({ row }) => row.id);
  const examples = await db
    .select()
    .from(trainingExample)
    .where(inArray(trainingExample.ticketId, ids))
    .orderBy(trainingExample.id);
  expect(examples.map(({ ticketId }) => ticketId)).toEqual(ids);
  const found = await db
    .select()
    .from(passage)
    .where(and(eq(passage.kind, "ticket"), inArray(passage.ref, ids)));
  expect(found).toHaveLength(3);
  const jobs = await db.execute(sql`
    select name from dbos.workflow_status
    where queue_partition_key in (select jsonb_array_elements_text(${JSON.stringify(ids.map(String))}::jsonb))`);
  expect(jobs).toHaveLength(0);
});

test("a second import adds nothing, and one that was broken off goes on where it was", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const all = dialogues(...Array.from({ length: 150 }, () => line()), line({ events: [] }));
  const broken = importDialogues(ctx, all, () => {
    throw new Error("power cut");
  });
  await expect(broken).rejects.toThrow("power cut");
  const rest = await importDialogues(ctx, all);
  expect(rest.tickets).toBeGreaterThan(0);
  expect(rest.known).toBeGreaterThan(0);
  expect(rest).toMatchObject({ events: rest.tickets * 7, known: 150 - rest.tickets, empty: 1 });
  const before = await rows(ctx);
  expect(await importDialogues(ctx, all)).toEqual({ tickets: 0, events: 0, known: 150, empty: 1 });
  expect(await rows(ctx)).toEqual(before);
});

test("the real recordings", { timeout: 900_000 }, async ({ db, skip }) => {
  const path = process.env.VIGIL_STAR_FILE ?? "../shared/data/star_tickets.jsonl.gz";
  if (!existsSync(path)) process.stderr.write(`SKIPPED: no STAR file at ${path}, set VIGIL_STAR_FILE\n`);
  skip(!existsSync(path), `no file at ${path}`);
  const all: Dialogue[] = [];
  for await (const { dialogue } of readStarFile(path)) if (all.push(dialogue) >= 60) break;
  const ctx = systemCtx("test", db);
  const { events } = await importDialogues(ctx, all);
  expect(events).toBe(all.reduce((sum, dialogue) => sum + dialogue.events.length + 1, 0));
  for (const dialogue of all) {
    const { row, events } = await ticketOf(ctx, dialogue);
    expect(row).toMatchObject({ status: "closed", closedAt: new Date(dialogue.closedAt) });
    const bodies = dialogue.events.map((event) => ("body" in event ? event.body : ""));
    expect(events.slice(0, -1).map(({ body }) => body)).toEqual(bodies);
  }
});

/** How much of everything there is. */
async function rows(ctx: Ctx) {
  return ctx.db.execute(sql`
    select (select count(*) from ticket) as tickets, (select count(*) from ticket_event) as events,
      (select count(*) from customer) as customers, (select count(*) from training_example) as examples,
      (select count(*) from passage) as passages, (select count(*) from audit) as audits,
      (select count(*) from change) as changes`);
}

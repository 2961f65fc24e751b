/** What analysts do with a ticket: each verb's effects, its refusals, and the invariants no sequence of verbs breaks. */
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { audit } from "#db/schema/platform";
import { queue, user } from "#db/schema/team";
import { counter, ticket } from "#db/schema/tickets";
import { badgeCounts } from "#lib/inbox/queries";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { usualTerms } from "#lib/sla/rules";
import { addNote, assign, moveStatus, recordEvent, setTriage } from "./commands";
import { foldTimeline } from "./fold";
import { mayMove, type TicketStatus, ticketStatuses } from "./model";
import { ticketById, timeline } from "./queries";
import { reply } from "./replies/commands";
import { jobs, later, monday, opened } from "./testing/opened";

test("a ticket typed in by hand is considered like any other", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const row = await opened(ctx);
  expect(row).toMatchObject({
    status: "new",
    subject: "Disk full",
    agentState: "running",
    dueReason: "answer",
    dueAt: new Date("2026-03-03T10:00:00Z"),
  });
  expect(await jobs(ctx, row.id)).toEqual(["agent.consider ENQUEUED"]);
});

test("a change made on an older look at the ticket is refused", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const { id: ticketId, version } = await opened(ctx);
  await reply(ctx, { ticketId, text: "First answer", version });
  const second = reply(ctx, { ticketId, text: "Second answer", version });
  await expect(second).rejects.toMatchObject({ code: "conflict", details: { version: version + 1 } });
  expect((await timeline(ctx, ticketId)).map(({ kind }) => kind)).toEqual([
    "customer_message",
    "analyst_reply",
  ]);
});

test("a customer's message does not make an analyst's change stale", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const source = unique("source");
  const message = (id: string) => ({
    source,
    externalId: id,
    ticketExternalId: "1",
    kind: "customer_message" as const,
    at: new Date(),
    actorKind: "customer" as const,
    actorName: "Ann",
  });
  const { ticketId } = await recordEvent(systemCtx("test", db), message("a"));
  const { version } = await ticketById(ctx, ticketId);
  await recordEvent(systemCtx("test", db), message("b"));
  await expect(reply(ctx, { ticketId, text: "Hello", version })).resolves.toBeDefined();
});

test("triage writes one event for each field that changes", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const [row] = await db
    .insert(queue)
    .values({ key: unique("queue"), name: "Storage" })
    .returning();
  const { id: ticketId } = await opened(ctx);
  const fields = { queueId: row?.id, priority: "high", category: null } as const;
  expect(await setTriage(ctx, { ticketId, fields })).toMatchObject({ queueId: row?.id, priority: "high" });
  const events = (await timeline(ctx, ticketId)).filter((event) => event.kind === "triage_change");
  expect(events.map(({ data }) => data.field).sort()).toEqual(["priority", "queueId"]);
  expect((await badgeCounts(ctx)).queues[String(row?.id)]).toBe(1);
  await expect(setTriage(ctx, { ticketId, fields: { queueId: 999_999 } })).rejects.toMatchObject({
    code: "unprocessable",
  });
});

test("a ticket is given to people of the team only", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const id = unique("user");
  await db.insert(user).values({ id, name: "Grace", email: `${id}@x.example` });
  const { id: ticketId } = await opened(ctx);
  expect(await assign(ctx, { ticketId, assigneeId: id })).toMatchObject({ assigneeId: id });
  await expect(assign(ctx, { ticketId, assigneeId: "nobody" })).rejects.toMatchObject({
    code: "unprocessable",
  });
  const asGrace: Ctx = { ...ctx, actor: { kind: "user", id, name: "Grace", role: "analyst" } };
  expect((await badgeCounts(asGrace)).mine).toBe(1);
});

test("a finished ticket is learned from and becomes findable", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const { id: ticketId } = await opened(ctx);
  await moveStatus(ctx, { ticketId, to: "solved" });
  const rows = await db.execute<{ name: string }>(sql`
    select name from dbos.workflow_status where workflow_uuid like ${`learn:${ticketId}:%`}
      or workflow_uuid like ${`index:${ticketId}:%`} order by name`);
  expect(rows.map(({ name }) => name)).toEqual(["knowledge.index", "learning.learn"]);
});

test("no sequence of verbs breaks the status machine, the fold, the badges or the audit", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const verb = fc.oneof(
    fc.constant({ verb: "reply" } as const),
    fc.constant({ verb: "note" } as const),
    fc.record({ verb: fc.constant("move" as const), to: fc.constantFrom(...ticketStatuses) }),
    fc.record({ verb: fc.constant("priority" as const), to: fc.constantFrom("low", "urgent") }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(verb, { maxLength: 8 }), async (verbs) => {
      const { id: ticketId } = await opened(ctx);
      let status: TicketStatus = "new";
      let events = 1;
      for (const [index, step] of verbs.entries()) {
        const now = later(ctx, index + 1);
        const before = await ticketById(ctx, ticketId);
        if (step.verb === "reply") {
          await reply(now, { ticketId, text: "An answer" });
          status = status === "new" || status === "open" ? "waiting" : status;
        } else if (step.verb === "note") await addNote(now, { ticketId, text: "A remark" });
        else if (step.verb === "priority") {
          await setTriage(now, { ticketId, fields: { priority: step.to as "low" } });
          if (before.priority === step.to) events--;
        } else {
          const move = moveStatus(now, { ticketId, to: step.to });
          if (mayMove(status, step.to)) {
            await move;
            status = step.to;
          } else {
            await expect(move).rejects.toThrow(AppError);
            events--;
          }
        }
        events++;
      }
      const row = await ticketById(ctx, ticketId);
      expect(row.status).toBe(status);
      const written = await timeline(ctx, ticketId);
      expect(written).toHaveLength(events);
      const folded = foldTimeline(
        usualTerms,
        written.map((event) => ({ ...event, source: "desk", externalId: null })),
      );
      expect(row).toMatchObject({ ...folded?.state });
      const trail = await db
        .select()
        .from(audit)
        .where(eq(audit.entityId, String(ticketId)));
      expect(trail.filter(({ entity }) => entity === "ticket")).toHaveLength(events);
    }),
    { numRuns: 25 },
  );
  const rows = await db.select().from(ticket);
  const [active] = await db
    .select({ value: sql<number>`coalesce(sum(${counter.value}), 0)::int` })
    .from(counter)
    .where(eq(counter.scope, "active"));
  expect(active?.value).toBe(rows.filter((row) => row.status === "new" || row.status === "open").length);
});

/** The demo's alert that an action mends: its runbook's steps are what the agent proposes, a look first. */
import { and, desc, eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { suggestion } from "#db/schema/suggestions";
import { ticket, ticketEvent } from "#db/schema/tickets";
import { runsOn, testPorts } from "#lib/agent/testing/environment";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { actionTools } from "#lib/remediation/tools";
import { prepareActions } from "./actions";
import { demoTools } from "./tools";

beforeEach(() => vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough"));
afterEach(() => vi.unstubAllEnvs());

test("its runbook's first step is proposed, with the database of the alert", async ({ ctx }) => {
  await prepareActions(systemCtx("demo", ctx.db));
  await prepareActions(systemCtx("demo", ctx.db));
  const [of, ...others] = await ctx.db
    .select()
    .from(ticket)
    .where(eq(ticket.externalId, "demo-platform-backlog"));
  expect(others).toEqual([]);
  const ticketId = of?.id ?? 0;
  const [firing] = await ctx.db
    .select()
    .from(ticketEvent)
    .where(and(eq(ticketEvent.ticketId, ticketId), eq(ticketEvent.kind, "alert_firing")));
  const ports = await testPorts(ctx, { tools: [...demoTools, ...(await actionTools(ctx))] });
  await runsOn(ctx, { ticketId, eventId: firing?.id ?? 0, ticketExternalId: "" }, ports);
  const [card] = await ctx.db
    .select()
    .from(suggestion)
    .where(eq(suggestion.ticketId, ticketId))
    .orderBy(desc(suggestion.id));
  const call = { tool: "get_db_status", arguments: { instance: "pg-platform-ledger" } };
  expect(card).toMatchObject({ kind: "diagnostic", payload: { call } });
});

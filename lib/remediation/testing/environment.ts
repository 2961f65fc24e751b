/** A catalogue, tickets and people for tests of actions, made the way the product makes them. */
import { sql } from "drizzle-orm";
import { agentCtx, type Ctx, systemCtx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import { recordAgentRun } from "#lib/suggestions/commands";
import type { Suggestion } from "#lib/suggestions/model";
import { callWords } from "#lib/suggestions/rules";
import { person, runInput } from "#lib/suggestions/testing/fixtures";
import { recordEvent } from "#lib/tickets/commands";
import { askAutonomy, confirmAutonomy } from "../autonomy/commands";
import { noCategory } from "../autonomy/model";
import { addAction } from "../catalogue/commands";
import type { AddActionInput } from "../catalogue/model";
import type { ActionRun } from "../model";
import { approveRun } from "../runs/commands";
import { prepareRun } from "../runs/prepare";

/** An action over HTTP with one argument, the service it acts on. */
export function definition(url: string, more: Partial<AddActionInput> = {}): AddActionInput {
  return {
    name: unique("restart"),
    description: "Restarts a service.",
    kind: "http",
    risk: 1,
    arguments: [{ name: "service", description: "Its name.", type: "text", isRequired: true, choices: [] }],
    target: "service",
    approver: "analyst",
    url,
    timeLimit: 5,
    canRollBack: true,
    keepsKeys: false,
    verification: "endpoint",
    verifyWithin: 60,
    ...more,
  };
}

/** An action of the catalogue; returns its name. */
export async function installed(ctx: Ctx, url: string, more: Partial<AddActionInput> = {}): Promise<string> {
  const { name } = await addAction(await person(ctx, "admin"), definition(url, more));
  return name;
}

/** A ticket of monitoring whose alert names the service. */
export async function alertTicket(
  ctx: Ctx,
  service = "checkout",
  status: "alert_firing" | "alert_resolved" = "alert_firing",
  ticketExternalId = unique("alert"),
): Promise<{ ticketId: number; eventId: number; externalId: string }> {
  const connector: Ctx = { ...ctx, actor: { kind: "connector", id: "test", name: "Test" } };
  const { ticketId, eventId } = await recordEvent(connector, {
    source: "test",
    externalId: unique("event"),
    ticketExternalId,
    kind: status,
    at: ctx.now(),
    actorKind: "monitor",
    actorName: "Monitoring",
    body: `${service} answers with errors.`,
    data: { fingerprint: ticketExternalId, labels: { service } },
    ticket: { kind: "alert", subject: `${service} answers with errors` },
  });
  return { ticketId, eventId, externalId: ticketExternalId };
}

/** What a person sees on the screen, approved by them. */
export function approve(ctx: Ctx, run: ActionRun, typed: Record<string, string> = {}): Promise<ActionRun> {
  const { id: runId, argumentsDigest, effectDigest } = run;
  return approveRun(ctx, { runId, argumentsDigest, effectDigest, typed });
}

/** A run that is ready to be executed. */
export async function approvedRun(ctx: Ctx, action: string, ticketId: number): Promise<ActionRun> {
  const analyst = await person(ctx);
  const run = await prepareRun(analyst, { ticketId, action, arguments: { service: "checkout" } });
  return approve(analyst, run);
}

/** The context a worker runs the jobs of actions in. */
export function workerOf(ctx: Ctx, at?: () => Date): Ctx {
  const worker = systemCtx("remediation", ctx.db);
  return at ? { ...worker, now: at } : worker;
}

/** A record as if an action had run so often on tickets of a category, long enough ago to count. */
export async function record(
  ctx: Ctx,
  action: string,
  { right, wrong = 0, category = noCategory }: { right: number; wrong?: number; category?: string },
): Promise<void> {
  const { ticketId } = await alertTicket(ctx);
  await ctx.db.execute(sql`
    with made as (
      insert into action_run (ticket_id, action, version, risk, category, arguments, provenance, arguments_digest,
        effect, effect_digest, status, idempotency_key, prepared_by, prepared_at, expires_at)
      select ${ticketId}, ${action}, 1, 1, ${category}, '{}', '[]', '', '{"object": {}, "change": null}', '', 'done',
        ${unique("key")} || number, 'test', now(), now()
      from generate_series(1, ${right + wrong}) as number
      returning id
    ), placed as (select id, row_number() over () as place from made)
    insert into action_outcome (run_id, action, category, is_wrong, why, at, settles_at)
    select id, ${action}, ${category}, place <= ${wrong}, '', now() - interval '2 days', now() - interval '1 day'
    from placed`);
}

/** Gives an action the record it takes, and has two leads let it go by itself. */
export async function earnAutonomy(ctx: Ctx, action: string): Promise<void> {
  await record(ctx, action, { right: 212 });
  const scope = { action, category: noCategory };
  await askAutonomy(await person(ctx, "lead"), scope);
  await confirmAutonomy(await person(ctx, "lead"), scope);
}

/** A proposal of the action on a new ticket whose alert names the service. */
export async function proposed(ctx: Ctx, action: string, risk: number): Promise<Suggestion> {
  const { ticketId, eventId } = await alertTicket(ctx);
  const call = { tool: action, arguments: { service: "checkout" }, action: { risk } };
  const card = { kind: "remediation" as const, text: callWords(call), payload: { call }, risk };
  const agent = { ...agentCtx(ctx.db), now: ctx.now };
  const { suggestion } = await recordAgentRun(agent, runInput(ticketId, eventId, card));
  if (!suggestion) throw new Error("the proposal was not recorded");
  return suggestion;
}

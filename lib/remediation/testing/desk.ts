/** A catalogue, tickets and people for tests of actions, made the way the product makes them. */
import { type Ctx, systemCtx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import { person } from "#lib/suggestions/testing/fixtures";
import { recordEvent } from "#lib/tickets/commands";
import { addAction } from "../catalogue/commands";
import type { ActionRun, AddActionInput } from "../model";
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
): Promise<{ ticketId: number; externalId: string }> {
  const connector: Ctx = { ...ctx, actor: { kind: "connector", id: "test", name: "Test" } };
  const { ticketId } = await recordEvent(connector, {
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
  return { ticketId, externalId: ticketExternalId };
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

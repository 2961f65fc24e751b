/** The dry run: what would be done, to what, and where each value comes from. It is what is approved, and nothing else. */

import { randomUUID } from "node:crypto";
import { and, eq, inArray, or } from "drizzle-orm";
import type { z } from "zod";
import { actionRun } from "#db/schema/remediation";
import { articleBodies } from "#lib/knowledge/queries";
import { authorise, type Ctx, withTransaction } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { enqueue } from "#lib/platform/jobs/enqueue";
import { parseInput } from "#lib/platform/parse";
import type { Suggestion } from "#lib/suggestions/model";
import { suggestionById } from "#lib/suggestions/queries";
import { alternativesOf, callOf, type ToolRequest } from "#lib/suggestions/step";
import { activeEvents } from "#lib/tickets/active-events";
import { isActive } from "#lib/tickets/model";
import { ticketById, timeline } from "#lib/tickets/queries";
import { fitArguments } from "#lib/tools/fitting";
import { inputOf } from "#lib/tools/http-tool";
import { noCategory } from "../autonomy/model";
import { type StoredAction, storedAction } from "../catalogue/queries";
import { argumentsDigest, canonical, digestOf } from "../digest";
import { effectOf } from "../effect";
import {
  type ActionEffect,
  type ActionRun,
  locks,
  type PrepareRunInput,
  riskClass,
  undecidedStatuses,
} from "../model";
import { provenanceOf } from "../provenance";
import { runView } from "./queries";
import { auditRun, type RunRow } from "./rows";

type Prepared = z.output<typeof PrepareRunInput>;

/**
 * Asks what the action would do and keeps that to be approved. An earlier undecided run of the same proposal, or of the
 * same call by the same person, is replaced by it. Throws `unavailable` when the other side cannot say.
 */
export async function prepareRun(ctx: Ctx, input: Prepared): Promise<ActionRun> {
  authorise(ctx, "action.approve");
  const row = await prepared(ctx, input, ctx.actor.id);
  return runView(ctx, row.id);
}

/** As `prepareRun`, for whoever prepares it: a person, or the agent for what runs by itself. */
export async function prepared(ctx: Ctx, input: Prepared, by: string): Promise<RunRow> {
  const { ticketId, suggestionId } = input;
  const stored = await storedAction(ctx, input.action);
  if (!stored.enabled) throw new AppError("unprocessable", `The action ${stored.name} is switched off.`);
  const found = await ticketById(ctx, ticketId);
  if (!isActive(found.status)) throw new AppError("conflict", "The ticket is not being worked on.");
  const proposal = suggestionId === undefined ? null : await suggestionById(ctx, suggestionId);
  if (proposal && proposal.ticketId !== ticketId)
    throw new AppError("invalid", "The proposal belongs to another ticket.");
  const schema = inputOf(stored.arguments);
  const fitted = fitArguments(schema, input.arguments);
  const given = fitted.success ? fitted.data : parseInput(schema, input.arguments);
  const dry = await effectOf(ctx, stored, given, { id: 0, ticketId });
  if (!dry.isAnswered) throw new AppError("unavailable", `The dry run failed: ${dry.reason}`);
  const provenance = provenanceOf(given, {
    subject: found.kind === "request" ? found.subject : "",
    events: activeEvents(await timeline(ctx, ticketId)),
    articles: await articlesOf(ctx, proposal),
    typedByAnalyst: new Set(typedIn(given, proposal && callFor(proposal, stored.name))),
  });
  return withTransaction(ctx, async (tx) => {
    await replaceEarlier(tx, { ticketId, suggestionId, action: stored.name, by });
    return insertRun(tx, {
      input,
      given,
      stored,
      effect: dry.effect,
      provenance,
      by,
      category: found.category,
    });
  });
}

/** The arguments that a person changed, or typed where nothing was proposed. */
function typedIn(given: Record<string, unknown>, proposed: ToolRequest | null): string[] {
  const before = proposed?.arguments ?? {};
  return Object.keys(given).filter((name) => canonical(before[name] ?? null) !== canonical(given[name]));
}

/** The call of a proposal that asks for this action: its own, or that of another step on its card. */
export function callFor(proposal: Suggestion, name: string): ToolRequest | null {
  const calls = [proposal, ...alternativesOf(proposal)].map(callOf);
  return calls.find((call) => call?.action && call.tool === name) ?? null;
}

async function articlesOf(ctx: Ctx, proposal: Suggestion | null): Promise<string[]> {
  const ids = (proposal?.evidence ?? []).flatMap(({ kind, ref }) => (kind === "article" ? [ref] : []));
  return ids.length === 0 ? [] : articleBodies(ctx, ids);
}

async function replaceEarlier(
  tx: Ctx,
  of: { ticketId: number; suggestionId: number | undefined; action: string; by: string },
): Promise<void> {
  const own = and(
    eq(actionRun.action, of.action),
    eq(actionRun.preparedBy, of.by),
    eq(actionRun.status, "prepared"),
  );
  const same = of.suggestionId === undefined ? own : or(own, eq(actionRun.suggestionId, of.suggestionId));
  await tx.db
    .update(actionRun)
    .set({ status: "replaced", reason: "It was prepared anew." })
    .where(and(eq(actionRun.ticketId, of.ticketId), same, inArray(actionRun.status, [...undecidedStatuses])));
}

type Made = {
  input: Prepared;
  given: Record<string, unknown>;
  stored: StoredAction;
  effect: ActionEffect;
  provenance: RunRow["provenance"];
  by: string;
  category: string | null;
};

async function insertRun(tx: Ctx, made: Made): Promise<RunRow> {
  const { input, given, stored, effect, provenance, by, category } = made;
  const now = tx.now();
  const expiresAt = new Date(now.getTime() + locks[riskClass(stored.risk)].minutes * 60_000);
  const [row] = await tx.db
    .insert(actionRun)
    .values({
      ticketId: input.ticketId,
      suggestionId: input.suggestionId ?? null,
      action: stored.name,
      version: stored.version,
      risk: stored.risk,
      category: category ?? noCategory,
      arguments: given,
      provenance,
      argumentsDigest: argumentsDigest(stored, { ticketId: input.ticketId, arguments: given }),
      effect,
      effectDigest: digestOf(effect),
      idempotencyKey: randomUUID(),
      preparedBy: by,
      preparedAt: now,
      expiresAt,
    })
    .returning();
  if (!row) throw new AppError("unavailable", "The dry run was not stored. Try again.");
  await auditRun(tx, row, "dry_run");
  const job = { id: `action-expire:${row.id}`, at: expiresAt };
  await enqueue(tx, "remediation.expire", { runId: row.id }, job);
  return row;
}

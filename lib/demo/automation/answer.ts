/** The sample automation that ships with the demo: it speaks the protocol of docs/action-protocol.md and acts on pretend systems. */
import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { sampleDeed, sampleSystem } from "#db/schema/demo";
import { action as catalogueAction } from "#db/schema/remediation";
import { readPayload } from "#lib/connectors/payload";
import { webhook } from "#lib/connectors/webhook";
import type { WebhookRequest } from "#lib/connectors/webhook-request";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { parseInput } from "#lib/platform/parse";
import { signsFor } from "#lib/remediation/catalogue/queries";
import { canonical } from "#lib/remediation/digest";
import { openSigning } from "#lib/secrets/token";
import { after, natures, type SampleAction, type State, sampleActions } from "./systems";

const Asked = z.object({
  action: z.string().max(60),
  operation: z.enum(["dry_run", "execute", "verify", "roll_back"]),
  arguments: z.record(z.string(), z.unknown()),
  expects: z.record(z.string(), z.unknown()).optional(),
});
type Asked = z.infer<typeof Asked>;

/** Answers one signed request of Vigil's. Throws `unauthenticated`, `conflict` when the system changed, `unprocessable` when it refuses. */
export async function answerAutomation(ctx: Ctx, request: WebhookRequest): Promise<Record<string, unknown>> {
  const asked = parseInput(Asked, readPayload(request.body) as z.input<typeof Asked>);
  const [stored] = await ctx.db.select().from(catalogueAction).where(eq(catalogueAction.name, asked.action));
  const made = sampleActions[asked.action];
  if (!stored?.secret || !made)
    throw new AppError("not_found", `The sample automation has no ${asked.action}.`);
  webhook.authenticate(request, await openSigning(ctx, stored.secret, signsFor(asked.action)));
  const name = String(asked.arguments[made.target] ?? "");
  return withTransaction(ctx, async (tx) => {
    const state = await systemOf(tx, name, made);
    if (asked.operation === "dry_run")
      return { object: { name, ...state }, change: made.change(state, asked.arguments) };
    if (asked.operation === "verify")
      return { state: state.health === "healthy" ? "good" : "bad", health: state.health };
    return act(tx, { name, state }, asked, request.headers.get("idempotency-key") ?? "");
  });
}

/** The systems somebody has looked at or acted on. */
export async function sampleSystems(ctx: Ctx): Promise<{ name: string; state: State }[]> {
  return ctx.db
    .select({ name: sampleSystem.name, state: sampleSystem.state })
    .from(sampleSystem)
    .orderBy(asc(sampleSystem.name));
}

/** True once a system is well. */
export async function isMended(ctx: Ctx, name: string): Promise<boolean> {
  const [row] = await ctx.db.select().from(sampleSystem).where(eq(sampleSystem.name, name));
  return row?.state.health === "healthy";
}

/** Something outside of Vigil changes a system, as it happens: the version counts it. */
export async function changeSystem(ctx: Ctx, name: string, change: State): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const [row] = await tx.db.select().from(sampleSystem).where(eq(sampleSystem.name, name)).for("update");
    if (!row) throw new AppError("not_found", `There is no system ${name}.`);
    await tx.db
      .update(sampleSystem)
      .set({ state: { ...row.state, ...change } })
      .where(eq(sampleSystem.name, name));
  });
}

async function systemOf(tx: Ctx, name: string, made: SampleAction): Promise<State> {
  await tx.db.insert(sampleSystem).values({ name, state: made.fresh() }).onConflictDoNothing();
  const [row] = await tx.db.select().from(sampleSystem).where(eq(sampleSystem.name, name)).for("update");
  return row?.state ?? made.fresh();
}

/** Does it once a key. */
async function act(
  tx: Ctx,
  { name, state }: { name: string; state: State },
  asked: Asked,
  key: string,
): Promise<Record<string, unknown>> {
  const [known] = await tx.db.select().from(sampleDeed).where(eq(sampleDeed.key, key));
  if (known) return known.answer;
  const refuses = natures[name]?.refuses;
  if (asked.operation === "execute") {
    if (refuses) throw new AppError("unprocessable", refuses);
    const isSame = asked.expects === undefined || canonical(asked.expects) === canonical({ name, ...state });
    if (!isSame) throw new AppError("conflict", `${name} is not as it was approved.`);
  }
  const next =
    asked.operation === "execute"
      ? after(name, asked.action, state, asked.arguments)
      : await earlier(tx, key);
  await tx.db.update(sampleSystem).set({ state: next }).where(eq(sampleSystem.name, name));
  const answer = { ...next };
  await tx.db.insert(sampleDeed).values({ key, answer, before: state });
  return answer;
}

/** What was there before the execution that a key for going back belongs to. */
async function earlier(tx: Ctx, key: string): Promise<State> {
  const [done] = await tx.db
    .select()
    .from(sampleDeed)
    .where(eq(sampleDeed.key, key.replace(/-back$/, "")));
  if (!done) throw new AppError("unprocessable", "There is nothing to roll back.");
  return done.before;
}

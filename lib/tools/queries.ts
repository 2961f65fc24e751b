/** Reads about added diagnostics: for those who manage them, and for what asks them. */
import { asc, eq } from "drizzle-orm";
import { diagnosticTool } from "#db/schema/tools";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { referredSecret } from "#lib/secrets/model";
import type { DiagnosticTool } from "./model";

/** A tool as it is stored, with its secrets sealed. */
export type StoredTool = typeof diagnosticTool.$inferSelect;

/** What the secret that signs its requests is kept for. */
export function signsFor(name: string): string {
  return `tool ${name}, signing`;
}

/** All added tools in order of name, without their secrets. */
export async function diagnosticTools(ctx: Ctx): Promise<DiagnosticTool[]> {
  const rows = await ctx.db.select().from(diagnosticTool).orderBy(asc(diagnosticTool.name));
  return rows.map(({ secret, bearer, createdAt, ...tool }) => ({
    ...tool,
    hasBearer: bearer !== null,
    bearerSecret: referredSecret(bearer),
  }));
}

/** The tools that are switched on. */
export async function enabledTools(ctx: Ctx): Promise<StoredTool[]> {
  return ctx.db
    .select()
    .from(diagnosticTool)
    .where(eq(diagnosticTool.enabled, true))
    .orderBy(asc(diagnosticTool.name));
}

/** One tool, switched on or off; throws `not_found`. */
export async function storedTool(ctx: Ctx, name: string): Promise<StoredTool> {
  const [row] = await ctx.db.select().from(diagnosticTool).where(eq(diagnosticTool.name, name));
  if (!row) throw new AppError("not_found", `There is no tool ${name}.`);
  return row;
}

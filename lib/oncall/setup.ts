/** What holds for all of on-call: which cause calls whom, the mail server, the push keys. One row. */
import { eq } from "drizzle-orm";
import { oncallSetup } from "#db/schema/oncall";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { refuseStale, takeTurn } from "#lib/platform/stale";
import type { SetupPart } from "./model";

export type Setup = Omit<typeof oncallSetup.$inferSelect, "id">;

const only = 1;
const initial: Setup = {
  rules: [],
  mailFrom: null,
  mailUrl: null,
  pushPublicKey: null,
  pushPrivateKey: null,
};

/** As it is set; secrets are sealed. */
export async function readSetup(ctx: Ctx): Promise<Setup> {
  const [row] = await ctx.db.select().from(oncallSetup).where(eq(oncallSetup.id, only));
  return row ?? initial;
}

/** Changes a part of it, and writes down which. Throws `conflict` where what was `seen` of it stands no more. */
export async function changeSetup(
  tx: Ctx,
  part: SetupPart,
  change: Partial<Setup>,
  after: Record<string, unknown> | null = null,
  seen?: Partial<Setup>,
): Promise<void> {
  if (seen) {
    await takeTurn(tx, `oncall ${part}`);
    const before = await readSetup(tx);
    for (const field of Object.keys(seen) as (keyof Setup)[])
      refuseStale<unknown>(before[field], seen[field], change[field]);
  }
  await tx.db
    .insert(oncallSetup)
    .values({ id: only, ...change })
    .onConflictDoUpdate({ target: oncallSetup.id, set: change });
  const entityId = `oncall.${part}`;
  await recordAudit(tx, { action: "setting.write", entity: "setting", entityId, after });
  await publishChange(tx, "oncall", null, { part });
}

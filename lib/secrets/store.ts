/** The one store: a value that is entered, made here or rotated, with the one before it for as long as the other side is told. */
import { eq } from "drizzle-orm";
import { namedSecret } from "#db/schema/secrets";
import { type AuditEntry, recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { seal, unseal } from "#lib/platform/secrets";
import { rotationHours, SecretName, secretReference } from "./model";

/** A value entered where it is used; `owner` says in words what it was entered for. */
export type Entered = { value: string; owner: string; hosts: readonly string[] };

/**
 * Keeps a value entered in passing and says how it is referred to from now on: under the name of what it was entered for,
 * where its value is a new one, else under the next free name.
 */
export async function keepEntered(tx: Ctx, { value, owner, hosts }: Entered): Promise<string> {
  const plain = nameFor(owner);
  for (let place = 1; ; place++) {
    const name = place === 1 ? plain : `${plain}-${place}`;
    const rows = await tx.db
      .insert(namedSecret)
      .values({
        name,
        sealed: seal(value),
        hosts: [...hosts],
        owner,
        createdBy: tx.actor.id,
        createdAt: tx.now(),
      })
      .onConflictDoNothing()
      .returning({ name: namedSecret.name });
    if (rows.length > 0) {
      await noteSecret(tx, name, { action: "secret.create", after: { hosts, owner } });
      return secretReference(name);
    }
    const known = await lockSecret(tx, name);
    if (known.owner !== owner || known.sealed === null || known.hosts.join() !== hosts.join()) continue;
    await rotateStored(tx, name, value);
    return secretReference(name);
  }
}

/** Gives a secret a new value at once. What only has to be recognised may still be the old one for an hour; a second rotation ends it. */
export async function rotateStored(tx: Ctx, name: string, value: string): Promise<Date> {
  const { sealed } = await lockUsable(tx, name);
  const previousUntil = new Date(tx.now().getTime() + rotationHours * 3_600_000);
  await tx.db
    .update(namedSecret)
    .set({ sealed: seal(value), previousSealed: sealed, previousUntil, rotatedAt: tx.now() })
    .where(eq(namedSecret.name, name));
  await noteSecret(tx, name, { action: "secret.rotate" });
  return previousUntil;
}

/** The values that sign and are recognised now, the newest first; none where the secret was revoked. */
export async function signingValues(ctx: Ctx, name: string): Promise<string[]> {
  const [row] = await ctx.db.select().from(namedSecret).where(eq(namedSecret.name, name));
  if (!row?.sealed) return [];
  const isPreviousValid = row.previousSealed && row.previousUntil && row.previousUntil > ctx.now();
  return [row.sealed, ...(isPreviousValid && row.previousSealed ? [row.previousSealed] : [])].map((sealed) =>
    unseal(sealed),
  );
}

/** The secret, locked. Throws `conflict` when it was revoked, `not_found` when there is none. */
export async function lockUsable(tx: Ctx, name: string) {
  const row = await lockSecret(tx, name);
  if (row.sealed === null) throw new AppError("conflict", "This secret was revoked. Enter another one.");
  return row;
}

async function lockSecret(tx: Ctx, name: string) {
  const [row] = await tx.db.select().from(namedSecret).where(eq(namedSecret.name, name)).for("update");
  if (!row) throw new AppError("not_found", `There is no secret ${name}.`);
  return row;
}

/** Writes down what was done with a secret, never its value. */
export async function noteSecret(
  tx: Ctx,
  name: string,
  entry: Omit<AuditEntry, "entity" | "entityId">,
): Promise<void> {
  await recordAudit(tx, { ...entry, entity: "secret", entityId: name });
  await publishChange(tx, "setting", null, { entity: "secret", id: name });
}

/** "tool get_quota" is kept as tool-get-quota. */
function nameFor(owner: string): string {
  const name = owner
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .slice(0, 50)
    .replaceAll(/^-|-$/gu, "");
  return SecretName.parse(name);
}

/** The one writer of settings. */
import { sql } from "drizzle-orm";
import { setting } from "#db/schema/settings";
import { publishChange } from "#lib/platform/changes";
import { type Ctx, onCommit } from "#lib/platform/context";
import type { SettingKey, SettingValue } from "./model";
import { forgetRecent } from "./queries";

/** Writes a setting inside the transaction of the command that changes it; every browser hears of it. */
export async function storeSetting<Key extends SettingKey>(
  tx: Ctx,
  key: Key,
  value: SettingValue<Key>,
): Promise<void> {
  const row = { value, updatedBy: tx.actor.id, updatedAt: tx.now() };
  await tx.db
    .insert(setting)
    .values({ key, ...row })
    .onConflictDoUpdate({ target: setting.key, set: { ...row, version: sql`${setting.version} + 1` } });
  await publishChange(tx, "setting", null, { key });
  onCommit(tx, () => forgetRecent(tx, key));
}

/** Changing settings: bounded by their schema, audited with the value before and after, heard by every browser. */
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { setting } from "#db/schema/settings";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import { enqueue } from "#lib/platform/jobs/enqueue";
import { refuseStale, takeTurn } from "#lib/platform/stale";
import { referredSecret } from "#lib/secrets/model";
import { keepToken } from "#lib/secrets/token";
import { RemoveEndpointInput, SaveEndpointInput, type SettingValue, WritePolicyInput } from "./model";
import { keyOwner, readSetting, recentFor, usualServer } from "./queries";
import { storeSetting } from "./store";

/** Sets one rule of policy. It holds from the next agent run on. Throws `conflict` where it is not what was seen. */
export const writePolicy = command(
  "policy.manage",
  WritePolicyInput,
  async (tx, { key, value, seen }) => {
    await takeTurn(tx, `setting ${key}`);
    const before = await readSetting(tx, key);
    refuseStale<unknown>(before, seen, value);
    await storeSetting(tx, key, value);
    await recordAudit(tx, {
      action: "setting.write",
      entity: "setting",
      entityId: key,
      before,
      after: value,
    });
    // Every process has read it by then.
    if (isTerm(key))
      await enqueue(tx, "sla.recompute", {}, { at: new Date(tx.now().getTime() + recentFor + 1000) });
    return { key, value };
  },
  widens,
);

/** True for what lets Vigil reach further or act by itself again: a proof is asked for, as never for stopping it. */
function widens({ key, value }: z.output<typeof WritePolicyInput>): boolean {
  if (key === "policy.actions" || key === "investigation.stop") return !value.isStopped;
  return key === "investigation.budget" || key === "knowledge.links";
}

/** True for what clocks of open tickets are counted by. */
function isTerm(key: string): boolean {
  return key === "policy.hours" || key === "policy.silence" || key === "sla.policies";
}

/** Points Vigil at a model endpoint. A stored key never travels to another server: it is dropped when the address changes. */
export const saveModelEndpoint = command(
  "model.manage",
  SaveEndpointInput,
  async (tx, { apiKey, seen, ...endpoint }) => {
    await takeTurn(tx, "setting model.endpoint");
    const before = await readSetting(tx, "model.endpoint");
    const kept = before && originOf(before.baseUrl) === originOf(endpoint.baseUrl) ? before.key : null;
    const url = endpoint.baseUrl ?? usualServer;
    const key =
      apiKey === undefined
        ? kept
        : apiKey && (await keepToken(tx, { token: apiKey, url, by: keyOwner, field: "apiKey" }));
    refuseStale(before && shown(before), seen, shown({ ...endpoint, key }));
    await storeSetting(tx, "model.endpoint", { ...endpoint, key });
    await recordAudit(tx, {
      action: "model.save",
      entity: "setting",
      entityId: "model.endpoint",
      before: before && shown(before),
      after: shown({ ...endpoint, key }),
    });
    return shown({ ...endpoint, key });
  },
);

/** Forgets the endpoint: the environment's holds again, else the apprentice drafts. */
export const removeModelEndpoint = command("model.manage", RemoveEndpointInput, async (tx, { seen }) => {
  await takeTurn(tx, "setting model.endpoint");
  const before = await readSetting(tx, "model.endpoint");
  refuseStale(before && shown(before), seen, null);
  if (!before) return { wasSet: false };
  await tx.db.delete(setting).where(eq(setting.key, "model.endpoint"));
  await recordAudit(tx, {
    action: "model.remove",
    entity: "setting",
    entityId: "model.endpoint",
    before: shown(before),
  });
  await publishChange(tx, "setting", null, { key: "model.endpoint" });
  return { wasSet: true };
});

function shown({ key, ...endpoint }: NonNullable<SettingValue<"model.endpoint">>) {
  return { ...endpoint, hasKey: key !== null, keySecret: referredSecret(key) };
}

function originOf(baseUrl: string | null): string | null {
  return baseUrl && new URL(baseUrl).origin;
}

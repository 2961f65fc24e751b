/** The sample automation: takes only what its action signed, acts once a key, and refuses what changed or may not be done. */
import { afterEach, beforeEach, expect, vi } from "vitest";
import { signedHeaders } from "#lib/connectors/webhook";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { storedAction } from "#lib/remediation/catalogue/queries";
import { openSigning } from "#lib/secrets/token";
import { prepareActions } from "../actions";
import { answerAutomation, changeSystem } from "./answer";

beforeEach(() => vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough"));
afterEach(() => vi.unstubAllEnvs());

async function asks(
  ctx: Ctx,
  body: { action: string; operation: string; arguments: object; expects?: unknown },
  { key = "", secretOf = body.action } = {},
) {
  const { secret } = await storedAction(ctx, secretOf);
  const bytes = Buffer.from(JSON.stringify(body));
  const signed = signedHeaders(await openSigning(ctx, secret ?? "", "test"), "action_1", new Date(), bytes);
  const headers = new Headers({ ...signed, ...(key && { "idempotency-key": key }) });
  return answerAutomation(ctx, { headers, body: bytes, receivedAt: new Date() });
}

test("acts once a key on what was approved, and back again", async ({ ctx }) => {
  const demo = systemCtx("demo", ctx.db);
  await prepareActions(demo);
  const scale = { action: "scale_service", arguments: { service: "ledger-worker", replicas: 4 } };
  const forged = asks(demo, { ...scale, operation: "dry_run" }, { secretOf: "restart_service" });
  await expect(forged).rejects.toMatchObject({ code: "unauthenticated" });
  const { object, change } = await asks(demo, { ...scale, operation: "dry_run" });
  expect([object, change]).toMatchObject([{ name: "ledger-worker", replicas: 2 }, "Replicas 2 → 4."]);
  await changeSystem(demo, "ledger-worker", { replicas: 3 });
  const execute = { ...scale, operation: "execute", expects: object };
  await expect(asks(demo, execute, { key: "k1" })).rejects.toMatchObject({ code: "conflict" });
  const now = (await asks(demo, { ...scale, operation: "dry_run" })).object;
  const first = await asks(demo, { ...execute, expects: now }, { key: "k2" });
  expect(first).toMatchObject({ replicas: 4, health: "degraded" });
  expect(await asks(demo, { ...execute, expects: now }, { key: "k2" })).toEqual(first);
  expect(await asks(demo, { ...scale, operation: "verify" })).toMatchObject({ state: "bad" });
  expect(await asks(demo, { ...scale, operation: "roll_back" }, { key: "k2-back" })).toMatchObject({
    replicas: 3,
  });
  const restart = {
    action: "restart_service",
    operation: "execute",
    arguments: { service: "ledger-worker" },
  };
  expect(await asks(demo, restart, { key: "k3" })).toMatchObject({ health: "healthy", restarts: 1 });
  const drain = { action: "drain_node", operation: "execute", arguments: { node: "node-7" } };
  await expect(asks(demo, drain, { key: "k4" })).rejects.toMatchObject({ code: "unprocessable" });
});

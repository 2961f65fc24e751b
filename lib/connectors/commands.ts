/** Managing the ways in and out: made and rotated with a secret that is shown once, pointed somewhere, switched on and off. */

import { eq } from "drizzle-orm";
import { connector } from "#db/schema/connectors";
import { queue } from "#db/schema/team";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { AuditAction } from "#lib/platform/model";
import { refuseStale } from "#lib/platform/stale";
import { referredSecret } from "#lib/secrets/model";
import { secretStates } from "#lib/secrets/queries";
import { keepToken } from "#lib/secrets/token";
import { faultOfMapping } from "./json/mapping";
import {
  type ConnectorKind,
  CreateConnectorInput,
  outgoingKinds,
  RotateSecretInput,
  SetOutgoingInput,
  SetUpConnectorInput,
  SwitchConnectorInput,
  setupKinds,
} from "./model";
import { ownerOf } from "./queries";
import { connectorDrivers } from "./registry";
import { refusal } from "./webhook-request";

/** A connector with its secret, which is in this answer and nowhere else to be read; empty where it uses one by name. */
export type WithSecret = { id: string; kind: ConnectorKind; name: string; secret: string };

/** Makes a connector. `conflict` when the id is taken, `unprocessable` for an unknown queue. */
export const createConnector = command(
  "connector.manage",
  CreateConnectorInput,
  async (tx, input): Promise<WithSecret> => {
    if (input.queueId !== null) await refuseUnknownQueue(tx, input.queueId);
    const { secret: given, ...made } = input;
    const { id, kind, name } = input;
    const rows = await tx.db
      .insert(connector)
      .values({ ...made, secret: "", createdAt: tx.now() })
      .onConflictDoNothing()
      .returning({ id: connector.id });
    if (rows.length === 0) throw refusal("conflict", "id", "is the address of another connector");
    const secret = given ?? connectorDrivers[kind].makeSecret();
    const stored = await giveSecret(tx, id, secret);
    await record(tx, id, {
      action: "connector.create",
      after: { ...made, secretName: referredSecret(given) },
    });
    return { id, kind, name, secret: stored === secret ? "" : secret };
  },
);

/**
 * Gives a connector a new secret, the one the other side made, or one by name. Of its own the old one works for another
 * hour, so that nothing is turned away while the sender is told; a second rotation ends it at once. One it uses by name is
 * rotated where it is kept, for all that use it.
 */
export const rotateSecret = command(
  "connector.manage",
  RotateSecretInput,
  async (tx, { id, secret: given }): Promise<WithSecret> => {
    const { kind, name } = await lockConnector(tx, id);
    const secret = given ?? connectorDrivers[kind].makeSecret();
    const stored = await giveSecret(tx, id, secret);
    const secretName = referredSecret(stored) ?? "";
    const { previousUntil = null } = (await secretStates(tx, [secretName])).get(secretName) ?? {};
    await record(tx, id, { action: "connector.rotate_secret", after: { secretName, previousUntil } });
    return { id, kind, name, secret: stored === secret ? "" : secret };
  },
);

/** Switches a connector off, or on again; what it brought stays. Webhook requests are refused within a second. */
export const switchConnector = command(
  "connector.manage",
  SwitchConnectorInput,
  async (tx, { id, isEnabled }): Promise<{ id: string; enabled: boolean }> => {
    const before = await lockConnector(tx, id);
    if (before.enabled === isEnabled) return { id, enabled: isEnabled };
    await tx.db.update(connector).set({ enabled: isEnabled }).where(eq(connector.id, id));
    await record(tx, id, { action: isEnabled ? "connector.enable" : "connector.disable" });
    return { id, enabled: isEnabled };
  },
);

/** Sets what a connector is set up by: its mapping, or the topics that may send. `unprocessable` for what cannot be one. */
export const setUpConnector = command(
  "connector.manage",
  SetUpConnectorInput,
  async (tx, { id, setup, seen }): Promise<{ id: string }> => {
    const { kind, setup: before } = await lockConnector(tx, id);
    if (!setupKinds.includes(kind)) throw refusal("unprocessable", "setup", "is of no use here");
    const fault = kind === "cloudwatch" || setup === "" ? null : faultOfMapping(setup);
    if (fault) throw refusal("unprocessable", "setup", fault);
    if (before === setup) return { id };
    refuseStale(before, seen, setup);
    await tx.db.update(connector).set({ setup }).where(eq(connector.id, id));
    await recordAudit(tx, {
      action: "connector.set_up",
      entity: "connector",
      entityId: id,
      before: { setup: before },
      after: { setup },
    });
    await publishChange(tx, "setting", null, { entity: "connector", id });
    return { id };
  },
);

/** Sets where replies on a connector's tickets are sent, or that they are sent nowhere. */
export const setOutgoing = command(
  "connector.manage",
  SetOutgoingInput,
  async (tx, { id, url, seen }): Promise<{ id: string; outgoingUrl: string | null }> => {
    const { kind, outgoingUrl } = await lockConnector(tx, id);
    if (url !== null && !outgoingKinds.includes(kind))
      throw refusal("unprocessable", "url", "is of no use here: this system takes no replies");
    if (url === outgoingUrl) return { id, outgoingUrl };
    refuseStale(outgoingUrl, seen, url);
    await tx.db.update(connector).set({ outgoingUrl: url }).where(eq(connector.id, id));
    await recordAudit(tx, {
      action: "connector.set_outgoing",
      entity: "connector",
      entityId: id,
      before: { url: outgoingUrl },
      after: { url },
    });
    await publishChange(tx, "setting", null, { entity: "connector", id });
    return { id, outgoingUrl: url };
  },
);

/** Keeps a connector's secret, or what it names, and says how it is referred to. */
async function giveSecret(tx: Ctx, id: string, secret: string): Promise<string> {
  const stored = await keepToken(tx, { token: secret, url: null, by: ownerOf(id), field: "secret" });
  await tx.db.update(connector).set({ secret: stored }).where(eq(connector.id, id));
  return stored;
}

async function record(
  tx: Ctx,
  id: string,
  entry: { action: AuditAction; after?: Record<string, unknown> },
): Promise<void> {
  await recordAudit(tx, { ...entry, entity: "connector", entityId: id });
  await publishChange(tx, "setting", null, { entity: "connector", id });
}

async function lockConnector(tx: Ctx, id: string) {
  const [row] = await tx.db.select().from(connector).where(eq(connector.id, id)).for("update");
  if (!row) throw new AppError("not_found", "This connector does not exist.");
  return row;
}

async function refuseUnknownQueue(tx: Ctx, id: number): Promise<void> {
  const [found] = await tx.db.select({ id: queue.id }).from(queue).where(eq(queue.id, id));
  if (!found) throw refusal("unprocessable", "queueId", "names no queue");
}

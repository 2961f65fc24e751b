/** Reads about connectors: for those who manage them, and for what arrives through one. */
import { asc, eq } from "drizzle-orm";
import { connector } from "#db/schema/connectors";
import { queue } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { unseal } from "#lib/platform/secrets";
import type { Connector, ConnectorKind } from "./model";
import type { Sender } from "./webhook-request";

/** All connectors, in order of name, without their secrets. */
export async function connectors(ctx: Ctx): Promise<Connector[]> {
  return ctx.db
    .select({
      id: connector.id,
      kind: connector.kind,
      name: connector.name,
      queueName: queue.name,
      enabled: connector.enabled,
      outgoingUrl: connector.outgoingUrl,
      setup: connector.setup,
      createdAt: connector.createdAt,
      previousUntil: connector.previousUntil,
    })
    .from(connector)
    .leftJoin(queue, eq(queue.id, connector.queueId))
    .orderBy(asc(connector.name), asc(connector.id));
}

/** A connector as a webhook request meets it, with the secrets that work now, opened. */
export type ConnectorCredentials = Sender & {
  id: string;
  kind: ConnectorKind;
  enabled: boolean;
  outgoingUrl: string | null;
  /** The newest first. */
  secrets: string[];
};

/** The connector behind an address under `/api/hooks/`; null when there is none. */
export async function credentialsById(ctx: Ctx, id: string): Promise<ConnectorCredentials | null> {
  const [row] = await ctx.db
    .select({ connector, queueKey: queue.key })
    .from(connector)
    .leftJoin(queue, eq(queue.id, connector.queueId))
    .where(eq(connector.id, id));
  if (!row) return null;
  const { secret, previousSecret, previousUntil, kind, name, enabled, outgoingUrl, setup } = row.connector;
  const sealed = [secret];
  if (previousSecret && previousUntil && previousUntil > ctx.now()) sealed.push(previousSecret);
  return { id, kind, name, enabled, outgoingUrl, setup, queueKey: row.queueKey, secrets: sealed.map(unseal) };
}

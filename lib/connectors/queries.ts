/** Reads about connectors: for those who manage them, and for what arrives through one. */
import { asc, eq } from "drizzle-orm";
import { connector } from "#db/schema/connectors";
import { queue } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { referredSecret } from "#lib/secrets/model";
import { secretStates } from "#lib/secrets/queries";
import { openSigning } from "#lib/secrets/token";
import type { Connector, ConnectorKind } from "./model";
import type { Sender } from "./webhook-request";

/** What a connector's own secret is kept for. */
export function ownerOf(id: string): string {
  return `connector ${id}`;
}

/** All connectors, in order of name, without their secrets. */
export async function connectors(ctx: Ctx): Promise<Connector[]> {
  const rows = await ctx.db
    .select({
      id: connector.id,
      kind: connector.kind,
      name: connector.name,
      queueName: queue.name,
      enabled: connector.enabled,
      outgoingUrl: connector.outgoingUrl,
      setup: connector.setup,
      createdAt: connector.createdAt,
      secret: connector.secret,
    })
    .from(connector)
    .leftJoin(queue, eq(queue.id, connector.queueId))
    .orderBy(asc(connector.name), asc(connector.id));
  const states = await secretStates(
    ctx,
    rows.flatMap(({ secret }) => referredSecret(secret) ?? []),
  );
  return rows.map(({ secret, ...row }) => {
    const name = referredSecret(secret);
    const state = name === null ? undefined : states.get(name);
    return {
      ...row,
      secretName: state?.owner === ownerOf(row.id) ? null : name,
      isSecretRevoked: !state || state.revokedAt !== null,
      previousUntil: state?.previousUntil ?? null,
    };
  });
}

/** The ids of all ways in. */
export async function connectorIds(ctx: Ctx): Promise<string[]> {
  return (await ctx.db.select({ id: connector.id }).from(connector)).map(({ id }) => id);
}

/** A connector as a webhook request meets it, with the secrets that work now, opened. */
export type ConnectorCredentials = Sender & {
  id: string;
  kind: ConnectorKind;
  enabled: boolean;
  outgoingUrl: string | null;
  /** The newest first; none where its secret was revoked. */
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
  const { secret, kind, name, enabled, outgoingUrl, setup } = row.connector;
  const secrets = await openSigning(ctx, secret, ownerOf(id));
  return { id, kind, name, enabled, outgoingUrl, setup, queueKey: row.queueKey, secrets };
}

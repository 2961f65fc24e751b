/** A webhook request from outside, end to end: who sends it, whether it is genuine, what it says, and then the tickets. */

import { takeAlerts } from "#lib/incidents/alert-intake";
import type { RecordedAlert } from "#lib/incidents/record-alerts";
import type { Ctx } from "#lib/platform/context";
import { closedWithin } from "#lib/platform/direction/rules";
import { AppError } from "#lib/platform/errors";
import { fresh } from "#lib/platform/fresh";
import type { FieldFault } from "#lib/platform/model";
import { shares } from "#lib/platform/shares";
import type { RecordedEvent } from "#lib/tickets/inbound";
import { ingest } from "#lib/tickets/ingest";
import { readJsonOrForm, readPayload } from "./payload";
import { credentialsById } from "./queries";
import { connectorDrivers } from "./registry";
import { type ConnectorDriver, refusal } from "./webhook-request";

/** So many refused alerts are named. */
const mostNamed = 100;

/** How long a connector is taken as it was last read, in milliseconds: a busy one is read once a second. */
const freshFor = 1000;

/** Only connectors there are stay known: anybody may make up addresses. */
const freshCredentials = fresh(freshFor, credentialsById, { isKept: (found) => found !== null });

/** What became of a webhook request: where its events and alerts stand, and which of its items could not be kept, by field. */
export type Received = { recorded: RecordedEvent[]; alerted: RecordedAlert[]; refused: FieldFault[] };

/**
 * Ingests one request to `/api/hooks/<connectorId>`; resolves once all its events are committed. An odd item
 * costs the others nothing; nothing of a refused webhook request is kept. Throws `not_found`, `unauthenticated`, `forbidden`, `invalid` or `unprocessable`
 * with the field at fault.
 */
export async function receive(
  ctx: Ctx,
  connectorId: string,
  { headers, body, query }: { headers: Headers; body: Uint8Array; query?: URLSearchParams },
): Promise<Received> {
  const credentials = isAddress(connectorId) ? await freshCredentials(ctx, connectorId) : null;
  if (!credentials) throw refusal("not_found", "connector", "there is none at this address");
  if (credentials.secrets.length === 0)
    throw refusal("unauthenticated", "connector", "has no secret any more: it was revoked");
  const driver: ConnectorDriver = connectorDrivers[credentials.kind];
  const request = { headers, body, receivedAt: ctx.now(), ...(query && { query }) };
  await driver.authenticate(request, credentials.secrets, credentials);
  if (!credentials.enabled) throw refusal("forbidden", "connector", "is switched off");
  const {
    events,
    alerts,
    refused,
    isHistory = false,
  } = closedWithin(
    await driver.read(
      driver.takesLists ? readJsonOrForm(body, headers) : readPayload(body),
      request,
      credentials,
    ),
  );
  const sender: Ctx = { ...ctx, actor: { kind: "connector", id: credentials.id, name: credentials.name } };
  const sourced = events.map((event) => ({ ...event, source: credentials.id }));
  const from = { source: credentials.id, sourceName: credentials.name, queueKey: credentials.queueKey };
  const [recorded, alerted] = await shares().webhookRequests.run(credentials.id, () =>
    Promise.all([
      sourced.length > 0 ? ingest(sender, sourced, isHistory) : [],
      alerts.length > 0 ? takeAlerts(sender, from, alerts) : [],
    ]),
  );
  const over = alerted.flatMap((one, index) =>
    one ? [] : [{ field: `alerts.${index}`, message: "is over this source's limit of new alerts a minute" }],
  );
  if (over.length > 0 && over.length === alerted.length)
    throw new AppError(
      "rate_limited",
      "This source sends more new alerts than it may. Send them again later.",
    );
  const kept = alerted.flatMap((one) => one ?? []);
  return { recorded, alerted: kept, refused: [...refused, ...over.slice(0, mostNamed)] };
}

function isAddress(id: string): boolean {
  return /^[a-z0-9-]{1,40}$/.test(id);
}

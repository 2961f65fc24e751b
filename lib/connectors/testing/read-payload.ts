/** What a connector reads of one payload, without a request. */
import type { InboundAlert } from "#lib/signals/model";
import type { ConnectorKind } from "../model";
import { connectorDrivers } from "../registry";

export const receivedAt = new Date("2026-11-20T10:00:00Z");

/** The alerts it reads. */
export async function read(
  kind: ConnectorKind,
  payload: unknown,
  headers: Record<string, string> = {},
): Promise<InboundAlert[]> {
  const request = {
    headers: new Headers(headers),
    body: new TextEncoder().encode(JSON.stringify(payload)),
    query: new URLSearchParams(),
    receivedAt,
  };
  const { alerts } = await connectorDrivers[kind].read(payload, request, { name: "x", queueKey: null });
  return alerts;
}

/** The seal of an audit row: made as it is written, with a key the database does not hold, so that nobody else writes, changes or back-dates one. */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { toJson } from "#db/json";
import { installationKey } from "./secrets";

/** What a row says, apart from where it stands. `at` is in ISO form, to the microsecond. */
export type Sealed = {
  at: string;
  actorKind: string;
  actorId: string;
  actorName: string;
  action: string;
  entity: string;
  entityId: string;
  before: unknown;
  after: unknown;
};

/** A new seal, different each time, so that no row can be written twice. */
export function sealRow(row: Sealed): string {
  const nonce = randomBytes(9).toString("base64url");
  return `${nonce}.${macOf(nonce, row)}`;
}

/** Whether this installation wrote exactly this row. */
export function isSealOf(seal: string, row: Sealed): boolean {
  const [nonce = "", mac = ""] = seal.split(".");
  const expected = Buffer.from(macOf(nonce, row));
  const given = Buffer.from(mac);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The instant of a row that is about to be written, as the database will spell it. */
export function microseconds(at: Date): string {
  return `${at.toISOString().slice(0, -1)}000Z`;
}

function macOf(
  nonce: string,
  { at, actorKind, actorId, actorName, action, entity, entityId, before, after }: Sealed,
) {
  const parts = [
    nonce,
    at,
    actorKind,
    actorId,
    actorName,
    action,
    entity,
    entityId,
    sorted(before),
    sorted(after),
  ];
  return createHmac("sha256", installationKey("audit-seal")).update(toJson(parts)).digest("base64url");
}

/** The database keeps the keys of an object in an order of its own. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value ?? null;
  if ("toJSON" in value && typeof value.toJSON === "function") return value.toJSON();
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).filter(([, child]) => child !== undefined);
  entries.sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, child]) => [key, sorted(child)]));
}

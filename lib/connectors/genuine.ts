/** How senders prove that they are who they say: a secret they carry, or a signature made with it. */
import { createHmac } from "node:crypto";
import { isSameSecret, refusal, type WebhookRequest } from "./webhook-request";

/** The secret as a bearer token, as the password of basic authentication or, for senders that can set no header, in the address. */
export function carriesSecret(
  request: WebhookRequest,
  secrets: readonly string[],
  { inAddress = false }: { inAddress?: boolean } = {},
): void {
  const header = request.headers.get("authorization") ?? "";
  const sent = sentSecret(header) ?? (inAddress ? (request.query?.get("token") ?? null) : null);
  if (sent === null)
    throw refusal("unauthenticated", "authorization", "carries neither a bearer token nor a basic password");
  if (!secrets.some((secret) => isSameSecret(sent, secret)))
    throw refusal("unauthenticated", "authorization", "does not carry this connector's secret");
}

/** A header that holds one or more HMAC-SHA256 signatures of the body in hex, each behind `prefix`. */
export function isSigned(
  { headers, body }: WebhookRequest,
  secrets: readonly string[],
  { name, prefix = "" }: { name: string; prefix?: string },
): void {
  const given = (headers.get(name) ?? "").split(",").map((one) => one.trim());
  if (given.every((one) => one === "")) throw refusal("unauthenticated", name, "is missing from the headers");
  const expected = secrets.map((secret) => prefix + createHmac("sha256", secret).update(body).digest("hex"));
  if (!given.some((one) => expected.some((ours) => isSameSecret(one, ours))))
    throw refusal("unauthenticated", name, "does not fit the body and this connector's secret");
}

function sentSecret(authorization: string): string | null {
  const [, scheme = "", credentials = ""] = /^(\w+) +(\S+)$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() === "bearer") return credentials;
  if (scheme.toLowerCase() !== "basic") return null;
  const pair = Buffer.from(credentials, "base64").toString("utf8");
  return pair.includes(":") ? pair.slice(pair.indexOf(":") + 1) : null;
}

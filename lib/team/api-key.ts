/** The text of an API key: random enough that one round of SHA-256 protects it at rest. */
import { createHash, randomBytes } from "node:crypto";

/** A new key, `vgl_` and 256 random bits, with the prefix people recognise it by and the hash that is stored. */
export function makeApiKey(): { key: string; prefix: string; hash: string } {
  const key = `vgl_${randomBytes(32).toString("base64url")}`;
  return { key, prefix: key.slice(0, 10), hash: hashApiKey(key) };
}

/** What is stored of an API key. */
export function hashApiKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

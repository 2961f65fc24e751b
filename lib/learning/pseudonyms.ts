/** Names that stand for people and tickets in what leaves as training data. */
import { createHmac } from "node:crypto";
import { installationKey } from "#lib/platform/secrets";

/** The same id gives the same name within this installation, and nobody else can guess it back. */
export type Pseudonym = (id: string) => string;

/** Keyed hashes. */
export function pseudonyms(): Pseudonym {
  const key = installationKey("dataset pseudonyms");
  return (id) => createHmac("sha256", key).update(id).digest("hex").slice(0, 32);
}

/** True for one in ten, chosen by its name: what is kept for testing. */
export function isForTest(pseudonym: string): boolean {
  return Number.parseInt(pseudonym.slice(0, 8), 16) % 10 === 0;
}

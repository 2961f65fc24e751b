/** What a backup says about itself, and what a restore checks it against. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { installationKey } from "#lib/platform/secrets";

export const manifestFile = "manifest.json";
export const keyFile = "secret";

export const Manifest = z.object({
  format: z.literal(1),
  madeAt: z.string(),
  /** Migrations that had been applied, and those of the queue's own schema. */
  migrations: z.number().int(),
  queueVersion: z.string(),
  /** Tells the key without giving it away. */
  keyFingerprint: z.string(),
  hasKey: z.boolean(),
  auditHead: z.object({ sequence: z.number(), hash: z.string() }),
  tables: z.array(
    z.object({
      schema: z.string(),
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.number().int(),
      sha256: z.string(),
    }),
  ),
});
export type Manifest = z.infer<typeof Manifest>;

/** The key's fingerprint: the same for the same key, and of no use to anybody without it. */
export function keyFingerprint(): string {
  return createHash("sha256").update(installationKey("fingerprint")).digest("hex").slice(0, 16);
}

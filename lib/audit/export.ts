/** The audit trail as a file for others: lines of JSON, closed by a line that signs them all. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { z } from "zod";
import { recordAudit } from "#lib/platform/audit";
import { type AuditHead, type ChainedText, chainedRows } from "#lib/platform/audit-chain";
import { authorise, type Ctx, isHiding } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { jsonLine } from "#lib/platform/json-lines";
import { installationKey } from "#lib/platform/secrets";

const atOnce = 2_000;
/** Ed25519's private key in PKCS #8 is this and the 32 bytes of the key (RFC 8410). */
const pkcs8Start = Buffer.from("302e020100300506032b657004220420", "hex");

const Closing = z.object({
  signature: z.object({
    algorithm: z.literal("Ed25519"),
    publicKey: z.string(),
    rows: z.number().int(),
    /** Of the lines before, with their line feeds, in hex. */
    sha256: z.string(),
    value: z.string(),
  }),
});

const Link = z.object({ sequence: z.number().int(), previousHash: z.string(), hash: z.string() });

/**
 * The chained rows as lines without their line feeds, the last one a signature of this installation over all of them.
 * Needs `audit.read`; audited before the first line.
 */
export async function exportAudit(ctx: Ctx): Promise<AsyncGenerator<string>> {
  authorise(ctx, "audit.read");
  if (isHiding(ctx))
    throw new AppError(
      "unprocessable",
      "Only somebody who is a member of every restricted queue can export the whole trail; or `npm run vigil -- audit export`.",
    );
  await recordAudit(ctx, { action: "audit.export", entity: "dataset", entityId: "audit" });
  return lines(ctx);
}

async function* lines(ctx: Ctx): AsyncGenerator<string> {
  const digest = createHash("sha256");
  let count = 0;
  let last = 0;
  for (;;) {
    const rows = await chainedRows(ctx, last, atOnce);
    for (const row of rows) {
      const line = jsonLine(exported(row));
      digest.update(line).update("\n");
      count += 1;
      last = Number(row.sequence);
      yield line;
    }
    if (rows.length < atOnce) break;
  }
  const sha256 = digest.digest("hex");
  const key = signingKey();
  const value = sign(null, Buffer.from(`${count}.${sha256}`), key).toString("base64");
  yield jsonLine({ signature: { algorithm: "Ed25519", publicKey: publicKey(), rows: count, sha256, value } });
}

function exported({ id, sequence, before, after, ...row }: ChainedText): Record<string, unknown> {
  const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
  return { sequence: Number(sequence), id: Number(id), ...row, before: parsed(before), after: parsed(after) };
}

/** What others check this installation's exports with, in base64. */
export function publicKey(): string {
  return createPublicKey(signingKey()).export({ type: "spki", format: "der" }).toString("base64");
}

/** A file that is as it was signed: from where to where it reaches, both null for one without rows. */
export type ExportVerdict =
  | { fault: string }
  | { rows: number; from: AuditHead | null; head: AuditHead | null };

/** Whether the lines of an export are what `trustedKey`'s holder wrote, and what they hold. */
export async function readExport(lines: AsyncIterable<string>, trustedKey: string): Promise<ExportVerdict> {
  const digest = createHash("sha256");
  let count = 0;
  let first: string | null = null;
  let [before, last]: [string | null, string | null] = [null, null];
  for await (const line of lines) {
    if (last !== null) {
      digest.update(last).update("\n");
      count += 1;
      first ??= last;
    }
    [before, last] = [last, line];
  }
  const closing = Closing.safeParse(parsedOrNull(last ?? ""));
  if (!closing.success) return { fault: "The file does not end with a signature: its end was cut off." };
  const { signature } = closing.data;
  const sha256 = digest.digest("hex");
  if (signature.publicKey !== trustedKey) return { fault: "The file was signed by another installation." };
  if (signature.rows !== count)
    return { fault: `The file was signed with ${signature.rows} rows and has ${count}.` };
  const key = createPublicKey({ key: Buffer.from(trustedKey, "base64"), type: "spki", format: "der" });
  const isGenuine = verify(
    null,
    Buffer.from(`${count}.${sha256}`),
    key,
    Buffer.from(signature.value, "base64"),
  );
  if (!isGenuine) return { fault: "A row of the file was changed after it was signed." };
  if (first === null || before === null) return { rows: 0, from: null, head: null };
  const [{ sequence, previousHash }, end] = [Link.parse(JSON.parse(first)), Link.parse(JSON.parse(before))];
  return {
    rows: count,
    from: { sequence: sequence - 1, hash: previousHash },
    head: { sequence: end.sequence, hash: end.hash },
  };
}

function parsedOrNull(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function signingKey(): KeyObject {
  const der = Buffer.concat([pkcs8Start, installationKey("audit-export")]);
  return createPrivateKey({ key: der, type: "pkcs8", format: "der" });
}

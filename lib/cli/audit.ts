/** `vigil audit …`: whether the trail is whole, its head, and a signed copy of it for others. */
import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { exportAudit, exportFault, publicKey } from "#lib/audit/export";
import { type KeptStamp, keptStamps } from "#lib/audit/kept-stamps";
import { headFile, readHead, webhookSecret } from "#lib/audit/published-head";
import { type AuditHead, auditHead } from "#lib/platform/audit-chain";
import { verifyAudit } from "#lib/platform/audit-verify";
import type { Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { linesOf } from "#lib/platform/json-lines";
import { type Subcommand, UsageError } from "./subcommand";

const option = { type: "string" } as const;

export const auditVerify: Subcommand = {
  usage: "audit verify [--head FILE|SEQUENCE:HASH] [--file EXPORT [--key PUBLICKEY]]",
  summary:
    "Recompute the audit chain up to the head that was published (by default the one in the data directory) and check its time stamps, or check an exported file; ends with 1 and names the first broken row when there is one.",
  async run(ctx, words) {
    const { values } = parseArgs({ args: words, options: { head: option, file: option, key: option } });
    if (values.file) return verifyFile(values.file, values.key ?? publicKey());
    const known = knownHead(values.head);
    const { checked, unchained, head, broken } = await verifyAudit(ctx, known);
    const compared = known ? `, as published up to ${known.sequence}` : ", no published head to compare";
    const line = broken
      ? `Broken: ${JSON.stringify(broken)}`
      : `The audit chain is intact: ${checked} rows, ${unchained} not chained yet, head ${head.sequence} ${head.hash}${compared}`;
    const stamps = await keptStamps(ctx);
    process.stdout.write([line, ...stampLines(stamps)].map((one) => `${one}\n`).join(""));
    return broken || stamps.some(({ verdict }) => "fault" in verdict) ? 1 : 0;
  },
};

/** Each stamp that does not hold, and of those that do how far back the newest vouches for the trail. */
function stampLines(stamps: readonly KeptStamp[]): string[] {
  const faults = stamps.flatMap(({ file, verdict }) =>
    "fault" in verdict ? `Broken: the time stamp ${file}. ${verdict.fault}` : [],
  );
  const newest = stamps.findLast(({ verdict }) => !("fault" in verdict));
  if (!newest || "fault" in newest.verdict) return faults;
  const { at, authority, isTrusted } = newest.verdict;
  const whose = isTrusted
    ? authority
    : `${authority}, whose certificate was not checked (VIGIL_AUDIT_TIMESTAMP_ROOTS)`;
  const held = stamps.length - faults.length;
  const which = held === 1 ? "1 time stamp holds" : `${held} time stamps hold, the newest`;
  return [...faults, `${which}: row ${newest.head.sequence} stood so at ${at.toISOString()}, says ${whose}.`];
}

export const auditShowHead: Subcommand = {
  usage: "audit head",
  summary: "Print the head of the audit chain, the key exports are checked with, and the webhook's secret.",
  async run(ctx) {
    const { sequence, hash } = await auditHead(ctx);
    const secret = env().VIGIL_AUDIT_WEBHOOK ? `\nWebhook secret: ${webhookSecret()}` : "";
    process.stdout.write(`Head: ${sequence}:${hash}\nPublic key of exports: ${publicKey()}${secret}\n`);
    return 0;
  },
};

export const auditExport: Subcommand = {
  usage: "audit export --out FILE",
  summary: "Write the audit trail as JSONL, closed by a signature over all of it.",
  async run(ctx, words) {
    const { values } = parseArgs({ args: words, options: { out: option } });
    if (!values.out) throw new UsageError("Name a file: --out FILE.");
    const count = await writeExport(ctx, values.out);
    process.stdout.write(`${count} entries in ${values.out}\n`);
    return 0;
  },
};

function knownHead(given: string | undefined): AuditHead | null {
  if (given === undefined) return readHead(headFile());
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(given) ?? [];
  if (sequence && hash) return { sequence: Number(sequence), hash };
  const head = readHead(given);
  if (head) return head;
  throw new UsageError(`${given} is neither a file nor SEQUENCE:HASH.`);
}

async function verifyFile(path: string, key: string): Promise<number> {
  const fault = await exportFault(linesOf(createReadStream(path)), key);
  process.stdout.write(`${fault ? `Broken: ${fault}` : "The file is as it was signed."}\n`);
  return fault ? 1 : 0;
}

/** Written aside and renamed at the end, so that a broken export leaves no half file. */
async function writeExport(ctx: Ctx, out: string): Promise<number> {
  const file = await open(`${out}.part`, "w");
  let count = -1;
  try {
    for await (const line of await exportAudit(ctx)) {
      await file.write(`${line}\n`);
      count += 1;
    }
    await file.close();
    await rename(`${out}.part`, out);
  } finally {
    await file.close();
    await rm(`${out}.part`, { force: true });
  }
  return count;
}

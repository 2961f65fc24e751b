/** `vigil audit …`: whether the trail is whole, its head, and a signed copy of it for others. */
import { createReadStream, existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { beginAudit } from "#lib/audit/begin";
import { type ExportVerdict, exportAudit, publicKey, readExport } from "#lib/audit/export";
import { type KeptStamp, keptStamps } from "#lib/audit/kept-stamps";
import { headFile, readHead, webhookSecret } from "#lib/audit/published-head";
import { type AuditHead, auditHead } from "#lib/platform/audit-chain";
import { verifyAudit } from "#lib/platform/audit-verify";
import { env } from "#lib/platform/env";
import { linesOf } from "#lib/platform/json-lines";
import { type Subcommand, UsageError } from "./subcommand";
import { writeLines } from "./written-file";

const option = { type: "string" } as const;

export const auditVerify: Subcommand = {
  usage: "audit verify [--from HEAD] [--head HEAD] [--file EXPORT [--key PUBLICKEY]]",
  summary:
    "Recompute the audit chain up to the head that was published (by default the one in the data directory) and check its time stamps, or check an exported file; ends with 1 and names the first broken row when there is one. A HEAD is SEQUENCE:HASH, or a file that holds one: with --from, rows up to it are not looked at.",
  async run(ctx, words) {
    const options = { from: option, head: option, file: option, key: option };
    const { values } = parseArgs({ args: words, options });
    if (values.file) return verifyFile(values.file, values.key ?? publicKey());
    const trusted = values.from === undefined ? null : await headNamed(values.from);
    const known = values.head === undefined ? readHead(headFile()) : await headNamed(values.head);
    const { checked, unchained, from, head, broken } = await verifyAudit(ctx, { from: trusted, known });
    const behind = from.sequence > 0 ? ` behind row ${from.sequence}` : "";
    const line = broken
      ? `Broken: ${JSON.stringify(broken)}`
      : `The audit chain is intact${behind}: ${checked} rows, ${unchained} not chained yet, head ${head.sequence} ${head.hash}, ${compared(known, from)}`;
    const stamps = await keptStamps(ctx, { beginning: from });
    process.stdout.write([line, ...stampLines(stamps)].map((one) => `${one}\n`).join(""));
    return broken || stamps.some(({ verdict }) => "fault" in verdict) ? 1 : 0;
  },
};

function compared(known: AuditHead | null, from: AuditHead): string {
  if (!known) return "no published head to compare";
  if (known.sequence >= from.sequence) return `as published up to ${known.sequence}`;
  return `not compared with the published head, which is row ${known.sequence}`;
}

export const auditBegin: Subcommand = {
  usage: "audit begin --behind HEAD",
  summary:
    "Say in the audit trail that its rows up to HEAD (SEQUENCE:HASH, or the export that holds them) were archived: from then on it is verified, exported and backed up from there.",
  async run(ctx, words) {
    const { values } = parseArgs({ args: words, options: { behind: option } });
    if (!values.behind) throw new UsageError("Name the last row that was archived: --behind HEAD.");
    const { sequence } = await beginAudit(ctx, await headNamed(values.behind));
    process.stdout.write(`The audit trail begins behind row ${sequence}.\n`);
    return 0;
  },
};

/** Each stamp that does not hold, and of those that do how far back the newest vouches for the trail. */
function stampLines(stamps: readonly KeptStamp[]): string[] {
  const faults = stamps.flatMap(({ file, verdict }) =>
    "fault" in verdict ? `Broken: the time stamp ${file}. ${verdict.fault}` : [],
  );
  const holding = stamps.filter(({ verdict }) => !("fault" in verdict));
  const archived = holding.filter(({ isArchived }) => isArchived).length;
  const passed = archived === 0 ? [] : [`${archived} stamped rows that were archived or not looked at.`];
  const newest = holding.at(-1);
  if (!newest || "fault" in newest.verdict || newest.isArchived) return [...faults, ...passed];
  const { at, authority, isTrusted } = newest.verdict;
  const whose = isTrusted
    ? authority
    : `${authority}, whose certificate was not checked (VIGIL_AUDIT_TIMESTAMP_ROOTS)`;
  const held = holding.length - archived;
  const which = held === 1 ? "1 time stamp holds" : `${held} time stamps hold, the newest`;
  const stood = `${which}: row ${newest.head.sequence} stood so at ${at.toISOString()}, says ${whose}.`;
  return [...faults, ...passed, stood];
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
    // The last line is the signature.
    const count = (await writeLines(await exportAudit(ctx), values.out)) - 1;
    process.stdout.write(`${count} entries in ${values.out}\n`);
    return 0;
  },
};

/** A head by its place and hash, by the file it was published in, or by an export of this installation that ends with it. */
async function headNamed(given: string): Promise<AuditHead> {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(given) ?? [];
  if (sequence && hash) return { sequence: Number(sequence), hash };
  if (!existsSync(given)) throw new UsageError(`${given} is neither a file nor SEQUENCE:HASH.`);
  const verdict = await readExport(linesOf(createReadStream(given)), publicKey());
  if (!("fault" in verdict) && verdict.head) return verdict.head;
  const head = readHead(given);
  if (head) return head;
  throw new UsageError(`${given} holds no head.`);
}

async function verifyFile(path: string, key: string): Promise<number> {
  const verdict = await readExport(linesOf(createReadStream(path)), key);
  process.stdout.write(`${"fault" in verdict ? `Broken: ${verdict.fault}` : heldBy(verdict)}\n`);
  return "fault" in verdict ? 1 : 0;
}

function heldBy({ rows, from, head }: Exclude<ExportVerdict, { fault: string }>): string {
  const range = from && head ? `rows ${from.sequence + 1} to ${head.sequence}` : "no rows";
  const behind = from && from.sequence > 0 ? `, behind row ${from.sequence} ${from.hash}` : "";
  const gaps = from && head && head.sequence - from.sequence !== rows ? `, ${rows} of them` : "";
  return `The file is as it was signed: ${range}${gaps}${behind}.`;
}

/** Time stamps as this machine keeps them: asked for once an hour, one file each, which `openssl ts -verify` reads too. */
import { X509Certificate } from "node:crypto";
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beginningOf, holdsHead } from "#lib/platform/audit-beginning";
import type { AuditHead } from "#lib/platform/audit-chain";
import type { Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { log } from "#lib/platform/log";
import { postForAnswer } from "#lib/platform/outgoing/post";
import { makeFolder } from "#lib/postgres/make-folder";
import { readStamp, type StampVerdict, stampRequest } from "./time-stamp";

/** An authority is asked at most this often, in milliseconds. */
const everyMs = 3_600_000;
const largestStamp = 100_000;
let askedAt = Number.NEGATIVE_INFINITY;

/** Where this machine keeps them. */
export function stampFolder(): string {
  return join(env().VIGIL_DATA_DIR, "audit-time-stamps");
}

/** Has the head stamped where an authority is named and an hour has passed; a stamp that is none is told of and not kept. */
export async function stampHead(ctx: Ctx, head: AuditHead, folder = stampFolder()): Promise<void> {
  const { VIGIL_AUDIT_TIMESTAMPS: url, VIGIL_OUTGOING_PRIVATE: mayReachInside } = env();
  const now = ctx.now().getTime();
  if (!url || now - askedAt < everyMs) return;
  askedAt = now;
  const headers = { "content-type": "application/timestamp-query" };
  const body = stampRequest(head);
  const outcome = await postForAnswer({ url, headers, body }, { mayReachInside, mostBytes: largestStamp });
  const verdict =
    outcome.outcome === "delivered"
      ? await readStamp(outcome.body, head, roots())
      : { fault: outcome.reason };
  if ("fault" in verdict || outcome.outcome !== "delivered")
    return log().warn(
      { reason: "fault" in verdict && verdict.fault },
      "The head of the audit trail was not stamped.",
    );
  makeFolder(folder);
  const file = join(folder, `${head.sequence}-${head.hash}.tsr`);
  writeFileSync(`${file}.new`, outcome.body, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** A stamp that is kept, whether it holds, and whether the trail still holds what it stamps; `isArchived`: that is gone. */
export type KeptStamp = { file: string; head: AuditHead; verdict: StampVerdict; isArchived: boolean };

/** All that are kept, oldest first; each is checked against the trail as it is now, from `beginning` on. */
export async function keptStamps(
  ctx: Ctx,
  { folder = stampFolder(), beginning }: { folder?: string; beginning?: AuditHead } = {},
): Promise<KeptStamp[]> {
  const trusted = roots();
  const from = beginning ?? (await beginningOf(ctx));
  const kept: KeptStamp[] = [];
  for (const file of filesIn(folder)) {
    const [, sequence, hash = ""] = /^(\d{1,15})-([0-9a-f]{64})\.tsr$/.exec(file) ?? [];
    if (sequence === undefined) continue;
    const head = { sequence: Number(sequence), hash };
    const verdict = await readStamp(readFileSync(join(folder, file)), head, trusted);
    const isHeld = "fault" in verdict || (await holdsHead(ctx, head, from));
    const gone = { fault: "The trail does not hold what was stamped: it was made anew since." };
    kept.push({
      file,
      head,
      verdict: isHeld ? verdict : gone,
      isArchived: head.sequence < from.sequence,
    });
  }
  return kept.sort((one, other) => one.head.sequence - other.head.sequence);
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** The roots the operator trusts for time stamps; none: a signature is checked, not whose it is. */
function roots(): X509Certificate[] {
  const { VIGIL_AUDIT_TIMESTAMP_ROOTS: path } = env();
  if (!path) return [];
  const found = readFileSync(path, "utf8").match(
    /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g,
  );
  if (!found) throw new Error(`${path} holds no certificate.`);
  return found.map((text) => new X509Certificate(text));
}

/** The head of the audit chain, kept where the database cannot reach: in a file, and at an address of the operator's. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { signedHeaders } from "#lib/connectors/webhook";
import { recordAudit } from "#lib/platform/audit";
import { holdsHead } from "#lib/platform/audit-beginning";
import { type AuditHead, auditHead } from "#lib/platform/audit-chain";
import type { Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { log } from "#lib/platform/log";
import { post } from "#lib/platform/outgoing/post";
import { installationKey } from "#lib/platform/secrets";
import { makeFolder } from "#lib/postgres/make-folder";
import { stampHead } from "./kept-stamps";

const Head = z.object({ sequence: z.number().int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) });
/** An address is told at most this often, in milliseconds. */
const webhookEveryMs = 60_000;
let toldAt = 0;
let hasTold = false;

/** Where this machine keeps the head. */
export function headFile(): string {
  return join(env().VIGIL_DATA_DIR, "audit-head.json");
}

/** The head in a file; null when there is none. Throws a sentence for a file that holds no head. */
export function readHead(path: string): AuditHead | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  try {
    return Head.parse(JSON.parse(text));
  } catch {
    throw new Error(`${path} does not hold the head of an audit trail.`);
  }
}

/**
 * Publishes the head as it is now. A chain that no longer holds what was published before is told of in the log and
 * in the trail itself, and its head is not published: the old one stays as the evidence.
 */
export async function publishHead(ctx: Ctx, path = headFile()): Promise<AuditHead | null> {
  const before = readHead(path);
  if (before && !(await holdsHead(ctx, before))) {
    if (!hasTold) {
      log().error(
        { sequence: before.sequence },
        "The audit trail no longer holds its published head. Run `vigil audit verify`.",
      );
      await recordAudit(ctx, { action: "audit.broken", entity: "audit", entityId: before.sequence });
    }
    hasTold = true;
    return null;
  }
  const head = await auditHead(ctx);
  if (head.sequence === (before?.sequence ?? 0)) return head;
  // The other witnesses hear of it even where the folder cannot be written.
  try {
    writeHead(path, head, ctx.now());
  } finally {
    await tellWebhook(ctx, head);
    await stampHead(ctx, head);
  }
  return head;
}

/** Written aside and moved into place: a reader finds the old one or the new one, whoever else of several workers writes. */
function writeHead(path: string, head: AuditHead, at: Date): void {
  makeFolder(dirname(path));
  const aside = `${path}.${hostname()}-${process.pid}`;
  writeFileSync(aside, `${JSON.stringify({ ...head, at: at.toISOString() })}\n`, { mode: 0o600 });
  renameSync(aside, path);
}

/** By which the address knows that a head comes from here, as Standard Webhooks describes. */
export function webhookSecret(): string {
  return `whsec_${installationKey("audit-webhook").toString("base64")}`;
}

async function tellWebhook(ctx: Ctx, head: AuditHead): Promise<void> {
  const { VIGIL_AUDIT_WEBHOOK: url, VIGIL_OUTGOING_PRIVATE: mayReachInside } = env();
  const now = ctx.now().getTime();
  if (!url || now - toldAt < webhookEveryMs) return;
  toldAt = now;
  const body = Buffer.from(
    JSON.stringify({ type: "audit.head", timestamp: ctx.now().toISOString(), data: head }),
  );
  const headers = {
    "content-type": "application/json",
    ...signedHeaders([webhookSecret()], `audit-${head.sequence}`, ctx.now(), body),
  };
  const outcome = await post({ url, headers, body }, { mayReachInside });
  if (outcome.outcome !== "delivered")
    log().warn({ reason: outcome.reason }, "The head of the audit trail was not taken.");
}

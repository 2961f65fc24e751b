/** The team's automation, asked over HTTP: one signed request an operation, to one address; docs/action-protocol.md has the protocol. */
import { randomUUID } from "node:crypto";
import { readPayload } from "#lib/connectors/payload";
import { signedHeaders } from "#lib/connectors/webhook";
import type { Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { AppError } from "#lib/platform/errors";
import { postForAnswer } from "#lib/platform/outgoing/post";
import { openToken, signWith } from "#lib/secrets/token";
import { type StoredAction, signsFor } from "./catalogue/queries";
import { sampleAddress } from "./sample-address";

/** `dry_run` and `verify` change nothing. */
export type Operation = "dry_run" | "execute" | "verify" | "roll_back";

/** What goes with an operation beside the action's name. */
export type Request = {
  operation: Operation;
  arguments: Record<string, unknown>;
  run: { id: number; ticketId: number } | null;
  /** Of an operation that changes something: done once, however often it arrives. */
  key?: string;
  /** Of `execute`: the object as it was approved, for the other side to compare. */
  expects?: Record<string, unknown>;
  /** Of `roll_back`: what executing answered. */
  result?: Record<string, unknown> | null;
};

/**
 * `refused`: the other side said no, and did nothing. `failed`: no usable answer came, whatever happened over there.
 */
export type AutomationAnswer =
  | { outcome: "answered"; body: Record<string, unknown> }
  | { outcome: "refused" | "failed"; reason: string };

/** Longest answer that is read, in bytes. */
const longestAnswer = 64 * 1024;

/** Asks once. Whatever goes wrong is an answer that says so. */
export async function askAutomation(
  ctx: Ctx,
  stored: StoredAction,
  request: Request,
): Promise<AutomationAnswer> {
  const { name, url, secret, timeLimit } = stored;
  if (!url || !secret) return { outcome: "refused", reason: `Nothing is connected that does ${name}.` };
  const { key, ...body } = request;
  const sample = sampleAddress(url);
  const opened = await secretsFor(ctx, { ...stored, url, secret });
  if (!opened.isOpen) return { outcome: "refused", reason: opened.reason };
  const { token, signing } = opened;
  const bytes = Buffer.from(JSON.stringify({ action: name, ...body }));
  const headers = {
    "content-type": "application/json",
    accept: "application/json",
    "user-agent": "Vigil",
    ...(token && { authorization: `Bearer ${token}` }),
    ...(key && { "idempotency-key": key }),
    ...signedHeaders(signing, `action_${randomUUID()}`, ctx.now(), bytes),
  };
  const answered = await postForAnswer(
    { url: sample ?? url, headers, body: bytes },
    {
      mayReachInside: env().VIGIL_OUTGOING_PRIVATE || sample !== null,
      timeout: timeLimit * 1000,
      mostBytes: longestAnswer,
    },
  );
  // An address that may not be reached was not reached; a redirect or a 4xx did nothing.
  if (answered.outcome !== "delivered") return { outcome: answered.outcome, reason: answered.reason };
  return readAnswer(answered.body);
}

type Opened = { isOpen: true; token: string | null; signing: string[] } | { isOpen: false; reason: string };

/** Its token and what signs; one that was revoked, or may not go there, is a refusal: nothing was asked for. */
async function secretsFor(
  ctx: Ctx,
  { name, bearer, secret, url }: { name: string; bearer: string | null; secret: string; url: string },
): Promise<Opened> {
  try {
    const token = bearer && (await openToken(ctx, bearer, { url, by: `action ${name}` }));
    return { isOpen: true, token, signing: await signWith(ctx, secret, signsFor(name)) };
  } catch (error) {
    if (error instanceof AppError) return { isOpen: false, reason: error.message };
    throw error;
  }
}

function readAnswer(bytes: Uint8Array): AutomationAnswer {
  try {
    return { outcome: "answered", body: { ...readPayload(bytes) } };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { outcome: "failed", reason: `The answer cannot be used; ${error.message}.` };
  }
}

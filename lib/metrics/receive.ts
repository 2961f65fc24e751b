/** A request of samples from outside: who sends it, what it is, whether it can be read; acknowledged once it is kept. */
import { and, eq, sql } from "drizzle-orm";
import { metricInbox, metricSource } from "#db/schema/metrics";
import { receiveDependencies } from "#lib/catalogue/commands";
import { isSameSecret, refusal } from "#lib/connectors/webhook-request";
import { decode } from "#lib/imports/decode";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { parseInput } from "#lib/platform/parse";
import { openSigning } from "#lib/secrets/token";
import { recordChange } from "./commands";
import type { Batch } from "./formats/batch";
import { countBody, otlpFormat, packed, remoteWriteFormat, unpacked } from "./formats/read";
import { type BodyEncoding, type BodyFormat, ChangeInput, SourceId } from "./model";
import { signsFor } from "./queries";

export type MetricsRequest = { headers: Headers; body: Uint8Array };
/** What was kept: samples, and of the others how many and why. */
export type ReceivedSamples = {
  samples: number;
  histograms: number;
  exemplars: number;
  refused: number;
  reasons: string[];
};

/** Samples of a source that may wait to be ingested; beyond them it is asked to come again. */
const mostWaiting = 5_000_000;

/** Takes a remote write in. Throws `unsupported` for a content type it does not know, `invalid` for a body that is none. */
export async function receiveRemoteWrite(
  ctx: Ctx,
  sourceId: string,
  request: MetricsRequest,
): Promise<ReceivedSamples> {
  await authenticate(ctx, sourceId, request.headers);
  const format = remoteWriteFormat(request.headers.get("content-type") ?? "");
  const encoding = (request.headers.get("content-encoding") ?? "snappy").trim().toLowerCase();
  if (format === null) throw refusal("unsupported", "content-type", "is no version of remote write");
  if (encoding !== "snappy") throw refusal("unsupported", "content-encoding", "is not snappy");
  return keep(ctx, sourceId, { format, encoding, body: request.body });
}

/** Takes an OTLP request of metrics in. Throws as `receiveRemoteWrite` does. */
export async function receiveOtlp(
  ctx: Ctx,
  sourceId: string,
  request: MetricsRequest,
): Promise<ReceivedSamples> {
  await authenticate(ctx, sourceId, request.headers);
  const format = otlpFormat(request.headers.get("content-type") ?? "");
  const encoding = (request.headers.get("content-encoding") ?? "identity").trim().toLowerCase();
  if (format === null) throw refusal("unsupported", "content-type", "is neither JSON nor protobuf");
  if (encoding !== "identity" && encoding !== "gzip")
    throw refusal("unsupported", "content-encoding", "is neither gzip nor identity");
  return keep(ctx, sourceId, { format, encoding, body: request.body });
}

/** Takes a change in: a deployment, a configuration. Told twice under one id it is one. */
export async function receiveChange(
  ctx: Ctx,
  sourceId: string,
  { headers, body }: MetricsRequest,
): Promise<{ id: number }> {
  await authenticate(ctx, sourceId, headers);
  const change = parseInput(ChangeInput, jsonOf(body));
  const sender: Ctx = { ...ctx, actor: { kind: "connector", id: sourceId, name: sourceId } };
  return recordChange(sender, { sourceId, change });
}

/** Takes in who depends on whom, as a service catalogue says it. */
export async function receiveServiceMap(
  ctx: Ctx,
  sourceId: string,
  { headers, body }: MetricsRequest,
  { isComplete }: { isComplete: boolean },
): Promise<{ services: number; dependencies: number }> {
  await authenticate(ctx, sourceId, headers);
  const sender: Ctx = { ...ctx, actor: { kind: "connector", id: sourceId, name: sourceId } };
  return receiveDependencies(sender, { sourceId, isComplete, text: decode(body) });
}

/** The body is looked over now, so that a wrong one is refused, and read when it is ingested; meanwhile it is packed beside this thread. */
async function keep(
  ctx: Ctx,
  sourceId: string,
  { format, encoding, body }: { format: BodyFormat; encoding: BodyEncoding; body: Uint8Array },
): Promise<ReceivedSamples> {
  const look = async () => countBody(format, await unpacked(encoding, body));
  const [kept, batch] = await Promise.all([packed(encoding, body), look()]);
  const { samples } = batch;
  if (samples > 0) {
    await refuseOverflow(ctx, sourceId);
    await ctx.db.insert(metricInbox).values({ sourceId, format, ...kept, samples, receivedAt: ctx.now() });
  }
  return countsOf(batch);
}

function countsOf({ samples, histograms, exemplars, refused, reasons }: Batch): ReceivedSamples {
  // A histogram is kept as two series; it is told as the one thing that was sent.
  return {
    samples: Math.max(0, samples - 2 * histograms),
    histograms,
    exemplars,
    refused,
    reasons: [...reasons],
  };
}

async function refuseOverflow(ctx: Ctx, sourceId: string): Promise<void> {
  const [waiting] = await ctx.db
    .select({ samples: sql<number>`coalesce(sum(${metricInbox.samples}), 0)::float8` })
    .from(metricInbox)
    .where(eq(metricInbox.sourceId, sourceId));
  if ((waiting?.samples ?? 0) > mostWaiting)
    throw new AppError("unavailable", "More samples wait than can be ingested now. Send this again later.");
}

async function authenticate(ctx: Ctx, sourceId: string, headers: Headers): Promise<void> {
  const source = SourceId.safeParse(sourceId).success ? await pushSource(ctx, sourceId) : undefined;
  if (!source) throw refusal("not_found", "source", "there is none at this address");
  const sent = secretOf(headers.get("authorization") ?? "");
  const known = await openSigning(ctx, source.secret, signsFor(sourceId));
  if (sent === null || !known.some((secret) => isSameSecret(sent, secret)))
    throw refusal("unauthenticated", "authorization", "does not carry this source's secret");
  if (!source.enabled) throw refusal("forbidden", "source", "is switched off");
}

async function pushSource(ctx: Ctx, id: string) {
  const [source] = await ctx.db
    .select({ secret: metricSource.secret, enabled: metricSource.enabled })
    .from(metricSource)
    .where(and(eq(metricSource.id, id), eq(metricSource.kind, "push")));
  return source;
}

/** A bearer token, or the password of basic authentication. */
function secretOf(header: string): string | null {
  const [scheme = "", given = ""] = header.trim().split(/\s+/, 2);
  if (scheme.toLowerCase() === "bearer") return given;
  if (scheme.toLowerCase() !== "basic") return null;
  const decoded = Buffer.from(given, "base64").toString("utf8");
  return decoded.slice(decoded.indexOf(":") + 1);
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    throw refusal("invalid", "body", "is not JSON");
  }
}

/** OTLP/HTTP metrics, JSON and protobuf: `POST /api/metrics/<source>/v1/metrics`. An answer in the 200s means committed. */
import "#lib/code-tools";
import "#lib/reactions";
import { PbfWriter } from "pbf";
import { mostPacked } from "#lib/metrics/formats/read";
import { type ReceivedSamples, receiveOtlp } from "#lib/metrics/receive";
import { bodyOf } from "#lib/platform/body";
import { systemCtx } from "#lib/platform/context";
import { explainError } from "#lib/platform/explain";

type Route = { params: Promise<{ source: string }> };

export async function POST(request: Request, { params }: Route): Promise<Response> {
  const isJson = (request.headers.get("content-type") ?? "").toLowerCase().startsWith("application/json");
  try {
    const [{ source }, body] = await Promise.all([params, bodyOf(request, mostPacked, ["gzip"])]);
    const received = await receiveOtlp(systemCtx("metrics"), source, { headers: request.headers, body });
    return isJson ? Response.json(partialSuccess(received)) : protobuf(partialBytes(received), 200);
  } catch (error) {
    const { status, message } = explainError(error);
    // Collectors send again after 429, 502, 503 and 504 only.
    const answer = isJson
      ? Response.json({ code: 3, message }, { status })
      : protobuf(statusBytes(message), status);
    if (status === 503) answer.headers.set("retry-after", "5");
    return answer;
  }
}

function partialSuccess({ refused, reasons }: ReceivedSamples) {
  if (refused === 0) return {};
  return { partialSuccess: { rejectedDataPoints: String(refused), errorMessage: reasons.join("; ") } };
}

/** `ExportMetricsServiceResponse`: empty when all was kept. */
function partialBytes({ refused, reasons }: ReceivedSamples): Uint8Array<ArrayBuffer> {
  const writer = new PbfWriter();
  if (refused > 0)
    writer.writeMessage(
      1,
      (_: null, inner: PbfWriter) => {
        inner.writeVarintField(1, refused);
        inner.writeStringField(2, reasons.join("; "));
      },
      null,
    );
  return new Uint8Array(writer.finish());
}

/** `google.rpc.Status`. */
function statusBytes(message: string): Uint8Array<ArrayBuffer> {
  const writer = new PbfWriter();
  writer.writeVarintField(1, 3);
  writer.writeStringField(2, message);
  return new Uint8Array(writer.finish());
}

function protobuf(body: Uint8Array<ArrayBuffer>, status: number): Response {
  return new Response(body, { status, headers: { "content-type": "application/x-protobuf" } });
}

/** Prometheus remote write, 1.0 and 2.0: `POST /api/metrics/<source>/write`. An answer in the 200s means committed. */
import { countWords } from "#lib/platform/count/rules";
import "#lib/code-tools";
import "#lib/reactions";
import { mostPacked } from "#lib/metrics/formats/read";
import { type ReceivedSamples, receiveRemoteWrite } from "#lib/metrics/receive";
import { bodyOf } from "#lib/platform/body";
import { systemCtx } from "#lib/platform/context";
import { problem } from "../../../../problem";

type Route = { params: Promise<{ source: string }> };

export async function POST(request: Request, { params }: Route): Promise<Response> {
  try {
    const [{ source }, body] = await Promise.all([params, bodyOf(request, mostPacked, ["snappy"])]);
    const received = await receiveRemoteWrite(systemCtx("metrics"), source, {
      headers: request.headers,
      body,
    });
    return answerOf(received);
  } catch (error) {
    return problem(error);
  }
}

/** Samples that cannot be kept make it a 400, which is not sent again; the others are kept all the same. */
function answerOf({ samples, histograms, exemplars, refused, reasons }: ReceivedSamples): Response {
  const headers = {
    "X-Prometheus-Remote-Write-Samples-Written": String(samples),
    "X-Prometheus-Remote-Write-Histograms-Written": String(histograms),
    // Exemplars are read over: nothing here shows them.
    "X-Prometheus-Remote-Write-Exemplars-Written": "0",
  };
  if (refused === 0) return new Response(null, { status: 204, headers });
  const left = exemplars > 0 ? `; ${countWords(exemplars, "exemplar is", "exemplars are")} not kept` : "";
  return new Response(
    `${countWords(refused, "sample was", "samples were")} refused: ${reasons.join("; ")}${left}`,
    {
      status: 400,
      headers,
    },
  );
}

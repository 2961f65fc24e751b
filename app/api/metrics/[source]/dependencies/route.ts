/** Who depends on whom, from a service catalogue: `POST /api/metrics/<source>/dependencies`, with `?complete=1` all of it. */
import "#lib/code-tools";
import "#lib/reactions";
import { receiveServiceMap } from "#lib/metrics/receive";
import { bodyOf } from "#lib/platform/body";
import { systemCtx } from "#lib/platform/context";
import { problem } from "../../../../problem";

type Route = { params: Promise<{ source: string }> };

/** A catalogue of a large company with all that Backstage adds to it. */
const mostBytes = 8_000_000;

export async function POST(request: Request, { params }: Route): Promise<Response> {
  try {
    const [{ source }, body] = await Promise.all([params, bodyOf(request, mostBytes)]);
    const isComplete = ["1", "true"].includes(new URL(request.url).searchParams.get("complete") ?? "");
    const sent = { headers: request.headers, body };
    return Response.json(await receiveServiceMap(systemCtx("metrics"), source, sent, { isComplete }));
  } catch (error) {
    return problem(error);
  }
}

/** What somebody changed, shown beside the metrics: `POST /api/metrics/<source>/changes`. */
import "#lib/code-tools";
import "#lib/reactions";
import { receiveChange } from "#lib/metrics/receive";
import { bodyOf } from "#lib/platform/body";
import { systemCtx } from "#lib/platform/context";
import { problem } from "../../../../problem";

type Route = { params: Promise<{ source: string }> };

export async function POST(request: Request, { params }: Route): Promise<Response> {
  try {
    const [{ source }, body] = await Promise.all([params, bodyOf(request)]);
    return Response.json(
      await receiveChange(systemCtx("metrics"), source, { headers: request.headers, body }),
    );
  } catch (error) {
    return problem(error);
  }
}

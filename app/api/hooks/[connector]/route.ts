/** Where other systems deliver: `POST /api/hooks/<connector>`. An answer in the 200s means committed. */
import "#lib/code-tools";
import "#lib/reactions";
import { receive } from "#lib/connectors/receive";
import { bodyOf } from "#lib/platform/body";
import { systemCtx } from "#lib/platform/context";
import { problem } from "../../../problem";

/** A thousand alerts with long annotations, or what a mail may carry of files, in bytes. */
const largestBody = 36_000_000;

export async function POST(
  request: Request,
  { params }: { params: Promise<{ connector: string }> },
): Promise<Response> {
  try {
    const [{ connector }, body] = await Promise.all([params, bodyOf(request, largestBody)]);
    const { recorded, alerted, refused } = await receive(systemCtx("hooks"), connector, {
      headers: request.headers,
      body,
      query: new URL(request.url).searchParams,
    });
    const all = [...recorded, ...alerted];
    return Response.json({
      duplicate: all.every(({ isDuplicate }) => isDuplicate),
      events: all.map(({ isDuplicate, ...place }) => ({ ...place, duplicate: isDuplicate })),
      ...(refused.length > 0 && { refused }),
    });
  } catch (error) {
    return problem(error);
  }
}

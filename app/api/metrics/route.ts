/** For Prometheus: from this machine as it is, from elsewhere with an API key that may read the desk. */

import { z } from "zod";
import { exposition } from "#lib/operations/exposition";
import { metrics } from "#lib/operations/metrics";
import { systemCtx } from "#lib/platform/context";
import { clientHeader } from "#lib/platform/edge/client";
import { endpoint } from "../../endpoint";

export const dynamic = "force-dynamic";

const withKey = endpoint("desk.read", z.object({}), async () => answer());

export async function GET(request: Request): Promise<Response> {
  return isLocal(request) ? answer() : withKey(request, { params: Promise.resolve({}) });
}

async function answer(): Promise<Response> {
  const text = exposition(await metrics(systemCtx("metrics")));
  return new Response(text, { headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" } });
}

/** Asked from loopback, by its name, and not handed on by a proxy that stands on this machine. */
function isLocal({ headers }: Request): boolean {
  const name = (headers.get("host") ?? "").replace(/:\d+$/, "");
  const isForwarded = ["x-forwarded-for", "forwarded", "via", "x-real-ip"].some((header) =>
    headers.has(header),
  );
  const isLoopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(
    headers.get(clientHeader) ?? "",
  );
  return isLoopback && !isForwarded && ["localhost", "127.0.0.1", "[::1]"].includes(name);
}

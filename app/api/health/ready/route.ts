/** Whether this web process can serve now: for a load balancer. The worker does not count, which other machines may run. */
import { systemCtx } from "#lib/platform/context";
import { health } from "#lib/platform/health";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const { database } = await health(systemCtx("health"));
  return Response.json({ database }, { status: database ? 200 : 503 });
}

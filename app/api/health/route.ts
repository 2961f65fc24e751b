/** For load balancers and the launcher: 200 when the database answers and a worker lives, else 503. */
import { systemCtx } from "#lib/platform/context";
import { health } from "#lib/platform/health";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const state = await health(systemCtx("health"));
  return Response.json(state, { status: state.database && state.worker ? 200 : 503 });
}

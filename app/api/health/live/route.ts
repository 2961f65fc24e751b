/** Whether this web process still answers at all: for a supervisor that starts it again when it does not. Asks nobody. */
export const dynamic = "force-dynamic";

export function GET(): Response {
  return Response.json({ alive: true });
}

/** Who looks at which ticket now, and the sign that somebody does. */
import { z } from "zod";
import { presentPeople } from "#lib/inbox/queries";
import { showPresence } from "#lib/tickets/commands";
import { PresenceInput } from "#lib/tickets/inputs";
import { endpoint } from "../../endpoint";

export const GET = endpoint("desk.read", z.object({}), presentPeople);

/** Not a server action: those wait for each other, and nobody's decision should wait for this. */
export const POST = endpoint("desk.read", PresenceInput, async (ctx, input) => {
  await showPresence(ctx, input);
  return new Response(null, { status: 204 });
});

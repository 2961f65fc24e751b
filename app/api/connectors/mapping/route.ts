/** `POST /api/connectors/mapping`: what a mapping, or none, makes of a pasted example, before it is kept. */
import { alertsIn } from "#lib/connectors/json/mapping";
import { TryMappingInput } from "#lib/connectors/model";
import { readPayload } from "#lib/connectors/payload";
import { endpoint } from "../../../endpoint";

export const POST = endpoint("connector.manage", TryMappingInput, async (ctx, { mapping, example }) => {
  const payload = readPayload(new TextEncoder().encode(example));
  const { alerts, refused } = await alertsIn(mapping, payload, { receivedAt: ctx.now() });
  return { alerts, refused };
});

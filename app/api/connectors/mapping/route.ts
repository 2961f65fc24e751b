/** `POST /api/connectors/mapping`: what a mapping makes of a pasted example, before it is kept. */
import { mapped } from "#lib/connectors/json/mapping";
import { TryMappingInput } from "#lib/connectors/model";
import { readPayload } from "#lib/connectors/payload";
import { endpoint } from "../../../endpoint";

export const POST = endpoint("connector.manage", TryMappingInput, async (ctx, { mapping, example }) => {
  const payload = readPayload(new TextEncoder().encode(example));
  const { alerts, refused } = await mapped(mapping, payload, { receivedAt: ctx.now() });
  return { alerts, refused };
});

/** `POST /api/connectors/<id>/test`: whether a connector's outgoing address takes a message. */
import { z } from "zod";
import { tryOutgoing } from "#lib/delivery/trial";
import { endpoint } from "../../../../endpoint";

export const POST = endpoint("connector.manage", z.object({ id: z.string().max(40) }), tryOutgoing);

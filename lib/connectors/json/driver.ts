/** Any JSON: a team's own mapping says where its alerts are. */
import { randomBytes } from "node:crypto";
import type { ConnectorDriver } from "../delivery";
import { carriesSecret } from "../genuine";
import { mapped } from "./mapping";

export const json = {
  takesLists: true,
  makeSecret: () => randomBytes(32).toString("base64url"),
  authenticate: (delivery, secrets) => carriesSecret(delivery, secrets, { inAddress: true }),
  read: (payload, delivery, { setup = "" }) => mapped(setup, payload, delivery),
} satisfies ConnectorDriver;

/** Any JSON: a team's own mapping says where its alerts are; without one they are found by their form. */
import { randomBytes } from "node:crypto";
import { carriesSecret } from "../genuine";
import type { ConnectorDriver } from "../webhook-request";
import { alertsIn } from "./mapping";

export const json = {
  takesLists: true,
  makeSecret: () => randomBytes(32).toString("base64url"),
  authenticate: (request, secrets) => carriesSecret(request, secrets, { inAddress: true }),
  read: (payload, request, { setup = "" }) => alertsIn(setup, payload, request),
} satisfies ConnectorDriver;

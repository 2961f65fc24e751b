/** The catalogue of actions, without its secrets. */
import { z } from "zod";
import { catalogue } from "#lib/remediation/catalogue/shown";
import { endpoint } from "../../endpoint";

export const GET = endpoint("desk.read", z.object({}), catalogue);

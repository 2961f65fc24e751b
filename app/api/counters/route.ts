/** The counts of the badges. */
import { z } from "zod";
import { badgeCounts } from "#lib/inbox/queries";
import { endpoint } from "../../endpoint";

export const GET = endpoint("desk.read", z.object({}), badgeCounts);

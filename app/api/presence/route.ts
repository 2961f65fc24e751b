/** Who looks at which ticket now. */
import { z } from "zod";
import { presentPeople } from "#lib/tickets/queries";
import { endpoint } from "../../endpoint";

export const GET = endpoint("desk.read", z.object({}), presentPeople);

/** The pages that wait for whoever asks. */
import { z } from "zod";
import { waitingPages } from "#lib/oncall/queries";
import { endpoint } from "../../../endpoint";

export const GET = endpoint("desk.read", z.object({}), (ctx) => waitingPages(ctx));

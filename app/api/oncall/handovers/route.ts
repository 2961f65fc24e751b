/** The shifts that were handed over to whoever asks, and wait for their signature. */
import { z } from "zod";
import { unsignedHandovers } from "#lib/oncall/handover/write";
import { endpoint } from "../../../endpoint";

export const GET = endpoint("desk.read", z.object({}), (ctx) => unsignedHandovers(ctx));

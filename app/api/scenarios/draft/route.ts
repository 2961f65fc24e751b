/** `GET /api/scenarios/draft?ticket=1042`: a scenario made of a ticket, to be mended and saved. */
import { z } from "zod";
import { idInAddress } from "#lib/platform/in-address";
import { scenarioOf } from "#lib/scenarios/from-ticket";
import { endpoint } from "../../../endpoint";

const Input = z.object({ ticket: idInAddress });

export const GET = endpoint("policy.manage", Input, (ctx, { ticket }) => scenarioOf(ctx, ticket));

/** `GET /api/scenarios`: the scenarios the team keeps, with how each last went. */
import { z } from "zod";
import { savedScenarios } from "#lib/scenarios/queries";
import { endpoint } from "../../endpoint";

export const GET = endpoint("desk.read", z.object({}), savedScenarios);

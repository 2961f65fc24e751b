/** `GET /api/onboarding`: how far the first steps of this installation are. */
import { z } from "zod";
import { onboarding } from "#lib/onboarding/queries";
import { endpoint } from "../../endpoint";

export const GET = endpoint("desk.read", z.object({}), onboarding);

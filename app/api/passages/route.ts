/** Closed tickets and articles most like a text, best first. */
import { z } from "zod";
import { PassageList } from "#lib/knowledge/model";
import { searchPassages } from "#lib/knowledge/queries";
import { endpoint } from "../../endpoint";

const Query = z.object({
  text: z.string().max(2_000),
  exceptTicketId: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});

export const GET = endpoint("desk.read", Query, async (ctx, input) =>
  PassageList.parse(await searchPassages(ctx, input)),
);

/** Closed tickets and articles most like a text, best first. */
import { z } from "zod";
import { PassageList } from "#lib/knowledge/model";
import { pastTickets } from "#lib/knowledge/past-tickets";
import { searchPassages } from "#lib/knowledge/queries";
import { idInAddress, numberInAddress } from "#lib/platform/in-address";
import { shares } from "#lib/platform/shares";
import { endpoint } from "../../endpoint";
import { embedQuery } from "../../query-embedding";

const Query = z.object({
  text: z.string().max(2_000),
  exceptTicketId: idInAddress.optional(),
  limit: numberInAddress(z.number().int().min(1).max(50)).default(10),
});

export const GET = endpoint("desk.read", Query, async (ctx, input) => {
  const { text, exceptTicketId: id } = input;
  const names = id === undefined ? [] : ((await pastTickets(ctx, [id])).get(id)?.people ?? []);
  const search = () => searchPassages(ctx, { ...input, queryEmbedding: embedQuery(ctx, { text, names }) });
  return PassageList.parse(await shares().searches.run(ctx.actor.id, search));
});

/** What an article said at each of its versions, newest first. */
import { z } from "zod";
import { ArticleVersion } from "#lib/knowledge/model";
import { articleVersions } from "#lib/knowledge/queries";
import { endpoint } from "../../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: z.coerce.number().int() }), async (ctx, { id }) =>
  (await articleVersions(ctx, id)).map((row) => ArticleVersion.parse(row)),
);

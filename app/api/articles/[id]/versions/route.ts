/** What an article said at each of its versions, newest first. */
import { z } from "zod";
import { ArticleVersion } from "#lib/knowledge/model";
import { articleVersions } from "#lib/knowledge/queries";
import { idInAddress } from "#lib/platform/in-address";
import { endpoint } from "../../../../endpoint";

export const GET = endpoint("desk.read", z.object({ id: idInAddress }), async (ctx, { id }) =>
  (await articleVersions(ctx, id)).map((row) => ArticleVersion.parse(row)),
);

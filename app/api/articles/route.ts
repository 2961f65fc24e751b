/** Articles and runbooks: found by words, best first; or all of them, newest first, page by page. */
import { z } from "zod";
import { ArticleLine, type ArticlesPage, articleKinds } from "#lib/knowledge/model";
import { articlesPage, findArticles } from "#lib/knowledge/queries";
import { endpoint } from "../../endpoint";
import { embedQuery } from "../../query-embedding";

const pageSize = 50;
/** Milliseconds since 1970 and id of the last row of the page before. */
const cursor = z
  .string()
  .regex(/^\d{1,15}\.\d{1,15}$/, "Not a cursor of this list")
  .transform((text) => text.split(".").map(Number))
  .transform(([at = 0, id = 0]) => ({ updatedAt: new Date(at), id }));
const Query = z.object({
  kind: z.enum(articleKinds).optional(),
  search: z.string().trim().max(200).optional(),
  cursor: cursor.optional(),
});

export const GET = endpoint("desk.read", Query, async (ctx, { kind, search, cursor: before }) => {
  if (search) {
    const queryEmbedding = embedQuery(ctx, { text: search, names: [] });
    const rows = await findArticles(ctx, { text: search, queryEmbedding }, kind);
    return { rows, next: null } satisfies ArticlesPage;
  }
  const rows = await articlesPage(ctx, { kind, before }, pageSize);
  const last = rows.length === pageSize ? rows.at(-1) : undefined;
  return {
    rows: rows.map((row) => ArticleLine.parse({ ...row, excerpt: "" })),
    next: last ? `${last.updatedAt.getTime()}.${last.id}` : null,
  } satisfies ArticlesPage;
});

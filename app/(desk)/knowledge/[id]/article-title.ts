/** What a browser's tab is called while an article is open. */
import { articlesById } from "#lib/knowledge/queries";
import { optionalCtx } from "../../../session";

/** Null where there is no such article, or nobody is signed in. */
export async function articleTitle(id: number): Promise<string | null> {
  const ctx = await optionalCtx();
  const [article] = ctx ? await articlesById(ctx, [id]) : [];
  return article?.title ?? null;
}

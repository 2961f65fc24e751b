/** The articles a replay starts with. */
import { eq } from "drizzle-orm";
import { article } from "#db/schema/knowledge";
import type { ArticleFile } from "#lib/knowledge/article-folder";
import { saveArticle } from "#lib/knowledge/commands";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { noQueue } from "#lib/platform/jobs/virtual";
import { source } from "./arrivals";

/** Publishes the articles, all or none; a replay that goes on has them already. `at` is in milliseconds since the epoch. */
export async function publishArticles(ctx: Ctx, articles: readonly ArticleFile[], at: number): Promise<void> {
  await withTransaction({ ...ctx, unattended: noQueue, now: () => new Date(at) }, async (tx) => {
    const [known] = await tx.db
      .select({ id: article.id })
      .from(article)
      .where(eq(article.source, source))
      .limit(1);
    if (known) return;
    for (const one of articles) await saveArticle(tx, { ...one, source });
  });
}

/** Writing an article. */
import type { Metadata } from "next";
import { NewArticle } from "#components/knowledge/article-editor";
import { requireCtx } from "../../../session";
import { saveArticleAction } from "../actions";

export const metadata: Metadata = { title: "New article" };

export default async function NewArticlePage() {
  await requireCtx("knowledge.write");
  return <NewArticle save={saveArticleAction} />;
}

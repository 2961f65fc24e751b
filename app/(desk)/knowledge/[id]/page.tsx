/** One article or runbook, to read. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ArticleView } from "#components/knowledge/article-view";
import { retireArticleAction } from "../actions";

export const metadata: Metadata = { title: "Article" };
const Params = z.object({ id: z.coerce.number().int().positive() });

export default async function ArticlePage({ params }: { params: Promise<unknown> }) {
  const { data } = Params.safeParse(await params);
  if (!data) notFound();
  return <ArticleView key={data.id} articleId={data.id} retire={retireArticleAction} />;
}

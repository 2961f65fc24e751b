/** One article or runbook, to read. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ArticleView } from "#components/knowledge/article-view";
import { retireArticleAction } from "../actions";
import { articleTitle } from "./article-title";

const Params = z.object({ id: z.coerce.number().int().positive() });
type PageProps = { params: Promise<unknown> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { data } = Params.safeParse(await params);
  return { title: (data && (await articleTitle(data.id))) ?? "Article" };
}

export default async function ArticlePage({ params }: PageProps) {
  const { data } = Params.safeParse(await params);
  if (!data) notFound();
  return <ArticleView key={data.id} articleId={data.id} retire={retireArticleAction} />;
}

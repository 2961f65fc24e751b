/** Writing a new version of an article. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ArticleEditor } from "#components/knowledge/article-editor";
import { requireCtx } from "../../../../session";
import { saveArticleAction } from "../../actions";
import { articleTitle } from "../article-title";

const Params = z.object({ id: z.coerce.number().int().positive() });
type PageProps = { params: Promise<unknown> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { data } = Params.safeParse(await params);
  return { title: `Edit ${(data && (await articleTitle(data.id))) ?? "an article"}` };
}

export default async function EditArticlePage({ params }: PageProps) {
  await requireCtx("knowledge.write");
  const { data } = Params.safeParse(await params);
  if (!data) notFound();
  return <ArticleEditor key={data.id} articleId={data.id} save={saveArticleAction} />;
}

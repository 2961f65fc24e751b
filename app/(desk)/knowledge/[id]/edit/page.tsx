/** Writing a new version of an article. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ArticleEditor } from "#components/knowledge/article-editor";
import { requireCtx } from "../../../../session";
import { saveArticleAction } from "../../actions";

export const metadata: Metadata = { title: "Edit" };
const Params = z.object({ id: z.coerce.number().int().positive() });

export default async function EditArticlePage({ params }: { params: Promise<unknown> }) {
  await requireCtx("knowledge.write");
  const { data } = Params.safeParse(await params);
  if (!data) notFound();
  return <ArticleEditor key={data.id} articleId={data.id} save={saveArticleAction} />;
}

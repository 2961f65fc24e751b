/** Articles and runbooks. */
import type { Metadata } from "next";
import { ArticleList } from "#components/knowledge/article-list";

export const metadata: Metadata = { title: "Knowledge" };

export default function KnowledgePage() {
  return <ArticleList />;
}

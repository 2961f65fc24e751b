/** One page, as a notification's link opens it. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { PageCard } from "#components/oncall/page-card";
import { acknowledgePageAction, escalatePageAction, resolvePageAction, seePageAction } from "../../actions";

const Params = z.object({ id: z.coerce.number().int().positive() });
type PageProps = { params: Promise<unknown> };
const actions = {
  acknowledge: acknowledgePageAction,
  escalate: escalatePageAction,
  resolve: resolvePageAction,
  see: seePageAction,
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { data } = Params.safeParse(await params);
  return { title: data ? `Page ${data.id}` : "Page" };
}

export default async function PagePage({ params }: PageProps) {
  const { data } = Params.safeParse(await params);
  if (!data) notFound();
  return <PageCard key={data.id} pageId={data.id} actions={actions} />;
}

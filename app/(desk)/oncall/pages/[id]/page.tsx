/** One page, as a notification's link opens it. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { PageCard } from "#components/oncall/page-card";
import { acknowledgePageAction, escalatePageAction, resolvePageAction, seePageAction } from "../../actions";

export const metadata: Metadata = { title: "Page" };
const Params = z.object({ id: z.coerce.number().int().positive() });
const actions = {
  acknowledge: acknowledgePageAction,
  escalate: escalatePageAction,
  resolve: resolvePageAction,
  see: seePageAction,
};

export default async function PagePage({ params }: { params: Promise<unknown> }) {
  const { data } = Params.safeParse(await params);
  if (!data) notFound();
  return <PageCard key={data.id} pageId={data.id} actions={actions} />;
}

/** One incident. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { IncidentView } from "#components/incidents/incident-view";
import { mergeIncidentAction, splitIncidentAction } from "../actions";

export const metadata: Metadata = { title: "Incident" };
const Params = z.object({ id: z.coerce.number().int().positive() });
const actions = { split: splitIncidentAction, merge: mergeIncidentAction };

export default async function IncidentPage({ params }: { params: Promise<unknown> }) {
  const { data } = Params.safeParse(await params);
  if (!data) notFound();
  return <IncidentView key={data.id} incidentId={data.id} actions={actions} />;
}

/** One incident. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { IncidentView } from "#components/incidents/incident-view";
import {
  closeMajorAction,
  confirmMajorAction,
  dismissMajorAction,
  mergeIncidentAction,
  postStatusAction,
  proposeTellingAction,
  publishPostAction,
  refuseNoticesAction,
  sendNoticesAction,
  splitIncidentAction,
} from "../actions";

const Params = z.object({ id: z.coerce.number().int().positive() });
type PageProps = { params: Promise<unknown> };
const actions = { split: splitIncidentAction, merge: mergeIncidentAction };
const major = {
  confirm: confirmMajorAction,
  dismiss: dismissMajorAction,
  close: closeMajorAction,
  proposeTelling: proposeTellingAction,
  send: sendNoticesAction,
  refuse: refuseNoticesAction,
  post: postStatusAction,
  publish: publishPostAction,
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { data } = Params.safeParse(await params);
  return { title: data ? `Incident ${data.id}` : "Incident" };
}

export default async function IncidentPage({ params }: PageProps) {
  const { data } = Params.safeParse(await params);
  if (!data) notFound();
  return <IncidentView key={data.id} incidentId={data.id} actions={actions} major={major} />;
}

/** Whom services serve. */
import type { Metadata } from "next";
import { ServiceMap } from "#components/major/service-map";
import { mappedServices } from "#lib/major/service-map/queries";
import { requireCtx } from "../../../session";
import { importServiceMapAction } from "./actions";

export const metadata: Metadata = { title: "Services" };

export default async function ServicesPage() {
  const ctx = await requireCtx("policy.manage");
  return <ServiceMap services={await mappedServices(ctx)} importMap={importServiceMapAction} />;
}

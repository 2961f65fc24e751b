/** Whom services serve, and what they depend on. */
import type { Metadata } from "next";
import { ServiceMap } from "#components/major/service-map";
import { DependencyList } from "#components/topology/dependency-list";
import { mappedServices } from "#lib/major/service-map/queries";
import { knownDependencies } from "#lib/topology/queries";
import { requireCtx } from "../../../session";
import { ignoreDependencyAction, importDependenciesAction, importServiceMapAction } from "./actions";

export const metadata: Metadata = { title: "Services" };

export default async function ServicesPage() {
  const ctx = await requireCtx("policy.manage");
  const [services, known] = await Promise.all([mappedServices(ctx), knownDependencies(ctx)]);
  return (
    <>
      <ServiceMap services={services} importMap={importServiceMapAction} />
      <DependencyList
        known={known}
        importDependencies={importDependenciesAction}
        ignore={ignoreDependencyAction}
      />
    </>
  );
}

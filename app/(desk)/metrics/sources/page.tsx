/** Where metrics come from. */
import type { Metadata } from "next";
import { SourceTable } from "#components/metrics/source-table";
import { PageBody } from "#components/ui/page-header";
import { metricSources } from "#lib/metrics/queries";
import { secretNames } from "#lib/secrets/queries";
import { publicOrigin } from "../../../origin";
import { requireCtx } from "../../../session";
import { createSourceAction, rotateSourceAction, switchSourceAction } from "../actions";

export const metadata: Metadata = { title: "Metric sources" };

export default async function SourcesPage() {
  const ctx = await requireCtx("connector.manage");
  const [sources, secrets, origin] = await Promise.all([
    metricSources(ctx),
    secretNames(ctx),
    publicOrigin(),
  ]);
  return (
    <PageBody wide>
      <SourceTable
        sources={sources}
        secrets={secrets}
        origin={origin}
        create={createSourceAction}
        rotate={rotateSourceAction}
        setEnabled={switchSourceAction}
      />
    </PageBody>
  );
}

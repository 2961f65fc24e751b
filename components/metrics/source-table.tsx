/** Where metrics come from: addresses, limits, what went wrong; a new secret is shown once, with what to paste. */
"use client";
import { Radio } from "lucide-react";
import { useState } from "react";
import type { CreateSourceInput, Source, SourceKind } from "#lib/metrics/model";
import { countWords } from "#lib/platform/count/rules";
import type { ServerAction } from "#lib/platform/model";
import { oldSecretStays } from "#lib/secrets/model";
import { Refusal } from "../refusal";
import { EnableButton, RotateButton } from "../settings/row-buttons";
import { type Secret, SecretDialog } from "../settings/secret-dialog";
import { Badge } from "../ui/badge";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { RelativeTime } from "../ui/relative-time";
import { ListTable, Td } from "../ui/table";
import { useAction } from "../use-action";
import { AddSourceDialog } from "./add-source-dialog";
import { sourceRecipe } from "./source-recipe";

type Made = { id: string; name: string; kind: SourceKind; secret: string };
type SourceTableProps = {
  /** The names of the secrets there are. */
  secrets: readonly string[];
  sources: Source[];
  /** Where other systems reach Vigil. */
  origin: string;
  create: ServerAction<CreateSourceInput, Made>;
  rotate: ServerAction<{ id: string }, Made>;
  setEnabled: ServerAction<{ id: string; isEnabled: boolean }>;
};

export function SourceTable(props: SourceTableProps) {
  const { sources, secrets, origin, create, rotate, setEnabled } = props;
  const [secret, setSecret] = useState<Secret | null>(null);
  const rotation = useAction("source-table.rotation", rotate, (made) => show(made, oldSecretStays));
  const switching = useAction(null, setEnabled);
  const busy = rotation.busy || switching.busy;

  function show(
    { id, name, kind, secret }: Made,
    description = "The sender needs it, as a bearer token or as the password of basic authentication.",
  ) {
    if (kind === "promql") return;
    setSecret({
      title: `Secret of ${name}`,
      description,
      value: secret,
      recipe: { label: "Prometheus configuration", code: sourceRecipe({ origin, id, secret }) },
    });
  }

  return (
    <>
      <PageHeader
        title="Metric sources"
        description="Receive metrics by Prometheus remote write or OTLP, or ask a Prometheus. An acknowledged delivery is always stored."
        actions={<AddSourceDialog secrets={secrets} create={create} onCreated={(made) => show(made)} />}
      />
      <Refusal>{rotation.refusal ?? switching.refusal}</Refusal>
      {sources.length === 0 ? (
        <EmptyState icon={<Radio />} title="No sources yet">
          Add a source for each Prometheus or OpenTelemetry collector.
        </EmptyState>
      ) : (
        <ListTable label="Metric sources" columns={["Source", "Address", "Series", "State"]}>
          {sources.map((source) => (
            <tr key={source.id}>
              <Td>
                <p className="font-medium">{source.name}</p>
                {source.late > 0 && (
                  <p className="text-sm text-ink-muted">
                    {countWords(source.late, "sample")} came late or twice
                  </p>
                )}
              </Td>
              <Td className="text-sm break-all">
                <Address source={source} />
              </Td>
              <Td className="whitespace-nowrap tabular-nums">
                {source.series.toLocaleString("en")} of {source.seriesLimit.toLocaleString("en")}
              </Td>
              <Td>
                <State source={source} />
              </Td>
              <Td className="text-right whitespace-nowrap">
                {source.kind === "push" && (
                  <RotateButton busy={busy} onRotate={() => rotation.run({ id: source.id })} />
                )}
                <EnableButton
                  busy={busy}
                  enabled={source.enabled}
                  onSet={(isEnabled) => switching.run({ id: source.id, isEnabled })}
                />
              </Td>
            </tr>
          ))}
        </ListTable>
      )}
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </>
  );
}

function Address({ source: { id, kind, url, queries, stepSeconds } }: { source: Source }) {
  if (kind === "push")
    return (
      <>
        <p className="font-mono">/api/metrics/{id}/write</p>
        <p className="font-mono">/api/metrics/{id}/v1/metrics</p>
      </>
    );
  return (
    <>
      <p className="font-mono">{url}</p>
      <p className="text-ink-muted">
        {countWords(queries.length, "query", "queries")} every {stepSeconds} s
      </p>
    </>
  );
}

function State({ source: { enabled, overLimitSince, lastPollError } }: { source: Source }) {
  if (!enabled) return <Badge>Disabled</Badge>;
  if (overLimitSince)
    return (
      <Badge tone="caution">
        Over its limit <RelativeTime time={overLimitSince} />
      </Badge>
    );
  if (!lastPollError) return <Badge tone="positive">Enabled</Badge>;
  return (
    <>
      <Badge tone="critical">Last query failed</Badge>
      <p className="mt-1 max-w-60 text-sm break-words whitespace-pre-line text-ink-muted">{lastPollError}</p>
    </>
  );
}

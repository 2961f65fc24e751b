/** Which metrics tell who calls whom, and by which labels: service graphs made of traces, and what meshes count. */
import type { Dependency } from "#lib/topology/model";
import type { SentSeries } from "./formats/batch";

/** The labels that name one end, the first that is there; and the namespace it is in. */
type End = { names: readonly string[]; namespace: readonly string[] };
type CallMetric = { metric: RegExp; caller: End; called: End };

/** A polled query that aggregates has its own text for a name, so none of these is anchored. */
const callMetrics: readonly CallMetric[] = [
  {
    // Tempo's generator, Beyla, OpenTelemetry's service graph connector (by OTLP the name may have dots).
    metric: /traces[_.]service[_.]graph[_.]request/,
    caller: { names: ["client"], namespace: ["client_service_namespace", "client_namespace"] },
    called: { names: ["server"], namespace: ["server_service_namespace", "server_namespace"] },
  },
  {
    metric: /istio_(?:requests_total|request_duration|tcp_(?:connections_opened|sent_bytes|received_bytes))/,
    caller: {
      names: ["source_workload", "source_canonical_service"],
      namespace: ["source_workload_namespace"],
    },
    called: {
      names: ["destination_workload", "destination_canonical_service", "destination_service_name"],
      namespace: ["destination_workload_namespace", "destination_service_namespace"],
    },
  },
  {
    // Linkerd's proxies: what goes out names both ends.
    metric: /(?:^|[^_a-z])(?:request|response)_total\b/,
    caller: { names: ["deployment", "statefulset", "daemonset"], namespace: ["namespace"] },
    called: { names: ["dst_deployment", "dst_statefulset", "dst_daemonset"], namespace: ["dst_namespace"] },
  },
  {
    metric: /hubble_(?:http_requests_total|flows_processed_total)/,
    caller: { names: ["source_workload", "source_app"], namespace: ["source_namespace"] },
    called: { names: ["destination_workload", "destination_app"], namespace: ["destination_namespace"] },
  },
];

/** Ends that stand for whoever is not known. */
const nobody = new Set(["", "unknown", "user", "unset", "passthroughcluster", "blackholecluster"]);

/** The calls these series tell of, each once. A counter that has counted nothing tells of none. */
export function callsIn(series: readonly SentSeries[]): Dependency[] {
  const found = new Map<string, Dependency>();
  for (const { name, labels, values } of series) {
    const told = callMetrics.find(({ metric }) => metric.test(name));
    if (!told || !values.some((value) => value > 0)) continue;
    const known = new Map(labels);
    const [service, dependsOn] = [nameOf(known, told.caller), nameOf(known, told.called)];
    if (service && dependsOn && service !== dependsOn)
      found.set(JSON.stringify([service, dependsOn]), { service, dependsOn });
  }
  return [...found.values()];
}

function nameOf(labels: ReadonlyMap<string, string>, { names, namespace }: End): string | null {
  const name = first(labels, names)?.trim() ?? "";
  if (nobody.has(name.toLowerCase())) return null;
  const where = first(labels, namespace)?.trim();
  return where && !nobody.has(where.toLowerCase()) && !name.includes("/") ? `${where}/${name}` : name;
}

function first(labels: ReadonlyMap<string, string>, names: readonly string[]): string | undefined {
  return names.map((name) => labels.get(name)).find((text) => text);
}

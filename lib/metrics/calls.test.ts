/** Metrics that tell who calls whom are known by their names and labels, and others are left alone. */
import { expect, test } from "vitest";
import { callsIn } from "./calls";

function calls(name: string, labels: Record<string, string>, value = 7): string[] {
  const series = {
    name,
    labels: Object.entries(labels),
    unit: "",
    isCounter: true,
    times: [1],
    values: [value],
  };
  return callsIn([series]).map(({ service, dependsOn }) => `${service} > ${dependsOn}`);
}

test("service graphs made of traces", () => {
  const graph = "traces_service_graph_request_total";
  expect(calls(graph, { client: "checkout", server: "payments", connection_type: "" })).toEqual([
    "checkout > payments",
  ]);
  expect(calls("traces_service_graph_request_failed_total", { client: "a", server: "b" })).toEqual(["a > b"]);
  expect(calls("traces_service_graph_request_server_seconds_count", { client: "a", server: "b" })).toEqual([
    "a > b",
  ]);
  // By OTLP with dots, and with the namespaces that Beyla adds.
  expect(
    calls("traces.service.graph.request.total", {
      client: "checkout",
      client_service_namespace: "shop",
      server: "payments",
      server_service_namespace: "money",
    }),
  ).toEqual(["shop/checkout > money/payments"]);
  // A query that aggregates has its own text for a name.
  expect(calls(`sum by (client, server) (rate(${graph}[5m]))`, { client: "a", server: "b" }, 0.2)).toEqual([
    "a > b",
  ]);
  for (const client of ["user", "unknown", ""]) expect(calls(graph, { client, server: "web" })).toEqual([]);
  expect(calls(graph, { client: "web", server: "web" })).toEqual([]);
  expect(calls(graph, { client: "web", server: "old" }, 0)).toEqual([]);
});

test("meshes", () => {
  expect(
    calls("istio_requests_total", {
      reporter: "source",
      source_workload: "checkout",
      source_workload_namespace: "shop",
      destination_workload: "payments",
      destination_workload_namespace: "shop",
      response_code: "200",
    }),
  ).toEqual(["shop/checkout > shop/payments"]);
  expect(
    calls("istio_tcp_connections_opened_total", {
      source_workload: "unknown",
      destination_workload: "db",
      destination_service_name: "db",
    }),
  ).toEqual([]);
  expect(
    calls("istio_requests_total", {
      source_workload: "web",
      destination_workload: "unknown",
      destination_service_name: "PassthroughCluster",
    }),
  ).toEqual([]);
  expect(
    calls("response_total", {
      direction: "outbound",
      deployment: "web",
      namespace: "emojivoto",
      dst_deployment: "emoji",
      dst_namespace: "emojivoto",
    }),
  ).toEqual(["emojivoto/web > emojivoto/emoji"]);
});

test("other metrics with such labels tell nothing of calls", () => {
  expect(calls("node_nfs_rpcs_total", { client: "10.0.0.1", server: "10.0.0.2" })).toEqual([]);
  expect(calls("http_response_total", { deployment: "web" })).toEqual([]);
});

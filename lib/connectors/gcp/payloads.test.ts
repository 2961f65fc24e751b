/** What Google Cloud Monitoring sends besides its usual incident, as its documentation shows it. */
import { describe, expect, test } from "vitest";
import { componentOf } from "#lib/incidents/identity";
import { gcp } from "../testing/payloads";
import { read } from "../testing/read-payload";

describe("Google Cloud Monitoring", () => {
  test("labels of the policy and of the metric are kept, and say how bad it is", async () => {
    const [alert] = await read("gcp", {
      version: "1.2",
      incident: {
        incident_id: "0.abc",
        scoping_project_id: "shop",
        started_at: 1_795_000_000,
        ended_at: null,
        state: "open",
        severity: "No severity",
        resource: {
          type: "cloud_run_revision",
          labels: { service_name: "checkout", location: "europe-west3" },
        },
        metric: { type: "run.googleapis.com/request_count", labels: { response_code_class: "5xx" } },
        metadata: { system_labels: { region: "x" }, user_labels: {} },
        policy_name: "Cloud Run errors",
        policy_user_labels: { severity: "critical", team: "shop" },
        condition_name: "Error ratio",
        summary: "Too many errors",
        url: "https://console.cloud.google.com/x",
      },
    });
    expect(alert).toMatchObject({
      severity: "critical",
      labels: { service_name: "checkout", response_code_class: "5xx", team: "shop" },
    });
  });

  test("a virtual machine is in its zone", async () => {
    const [alert] = await read("gcp", gcp("open"));
    expect(componentOf({ labels: alert?.labels ?? {} }).where).toMatchObject({ zone: "us-central1-c" });
  });
});

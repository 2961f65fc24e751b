/** Named systems in shapes nobody tuned for: what is no alarm, names that are lists, texts left empty, bodies of a team's own. */
import { describe, expect, test } from "vitest";
import { componentOf } from "#lib/incidents/identity";
import { read } from "./testing/read-payload";

describe("Azure's activity log tells of itself, not of the team's own properties", () => {
  const health = (stage: string) => ({
    schemaId: "azureMonitorCommonAlertSchema",
    data: {
      essentials: {
        alertRule: "Health",
        severity: "Sev4",
        signalType: "Activity Log",
        monitorCondition: "Fired",
        monitoringService: "ServiceHealth",
        alertTargetIDs: ["/subscriptions/1"],
        originAlertId: `o-${stage}`,
        firedDateTime: "2026-11-20T09:58:00Z",
      },
      alertContext: {
        status: stage,
        properties: {
          title: "Storage is slow",
          service: "Storage",
          region: "West Europe",
          communication: "<p>We look at it.</p>",
          trackingId: "ABC-1",
          stage,
        },
      },
    },
  });

  test("so that its end is of the same component, and its title is said", async () => {
    const [[begun], [over]] = [
      await read("azure", health("Active")),
      await read("azure", health("Resolved")),
    ];
    expect(begun).toMatchObject({ state: "firing", annotations: { summary: "Storage is slow" } });
    expect(over).toMatchObject({ state: "resolved", fingerprint: begun?.fingerprint });
    expect(componentOf({ labels: begun?.labels ?? {} })).toEqual(componentOf({ labels: over?.labels ?? {} }));
    expect(begun?.labels).not.toHaveProperty("communication");
  });
});

test("Google Cloud's name that lists labels is no name of a machine", async () => {
  const incident = {
    incident_id: "0.abc",
    state: "open",
    policy_name: "CPU",
    resource_name: "shop Instance labels {project_id=shop, instance_id=811}",
    resource: { type: "gce_instance", labels: { instance_id: "811", project_id: "shop" } },
  };
  const of = async (labels: object) =>
    (await read("gcp", { incident: { ...incident, metric: { labels } }, version: "1.2" }))[0]?.labels
      .resource;
  expect(await of({ instance_name: "web-1" })).toBe("web-1");
  expect(await of({})).toBe("811");
});

test("Grafana's text that was left empty does not hide which rule has no data", async () => {
  const alert = {
    status: "firing",
    labels: { alertname: "DatasourceNoData", rulename: "Slow checkouts" },
    annotations: { summary: "", description: " " },
    startsAt: "2026-11-20T09:58:00Z",
    fingerprint: "b1",
  };
  expect((await read("grafana", { version: "1", alerts: [alert] }))[0]?.annotations).toEqual({
    summary: "Slow checkouts: no data",
  });
});

test.each([
  [
    "an instance that was stopped",
    { "detail-type": "EC2 Instance State-change", detail: { state: "stopped" } },
  ],
  ["AWS Health", { "detail-type": "AWS Health Event", detail: { statusCode: "open" } }],
])("an event of %s in CloudWatch's topic is no alarm", async (_, event) => {
  const sent = { source: "aws", region: "eu-west-1", resources: ["arn:aws:ec2:x"], ...event };
  const payload = { Type: "Notification", TopicArn: "t", Message: JSON.stringify(sent) };
  expect(await read("cloudwatch", payload)).toEqual([]);
});

test.each([
  [{ alert_id: "9", alert_title: "CPU", alert_status: "Recovered" }, "resolved", "CPU"],
  [{ alert_id: "9", alert_title: "CPU", status: "OK" }, "resolved", "CPU"],
  [{ alert_id: "9", alert_title: "CPU", alert_status: "system.load over host:a was > 0" }, "firing", "CPU"],
  [{ alert: { id: "9", name: "CPU", status: "Recovered" }, tags: ["env:prod"] }, "resolved", "CPU"],
  [{ text: "[Triggered] CPU", alert_id: "9" }, "firing", "CPU"],
])("Datadog's body of a team's own, %o, is %s", async (sent, state, name) => {
  expect(await read("datadog", sent)).toMatchObject([{ state, name, fingerprint: "9" }]);
});

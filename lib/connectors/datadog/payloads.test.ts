/** What Datadog sends besides its usual alert, as its documentation shows it. */
import { describe, expect, test } from "vitest";
import { read } from "../testing/read-payload";

describe("Datadog", () => {
  test.each([
    ["Re-Triggered", "firing"],
    ["No Data", "firing"],
    ["Re-Warn", "firing"],
    ["Renotify", "firing"],
    ["Recovered", "resolved"],
    ["Warn Recovered", "resolved"],
    ["No Data Recovered", "resolved"],
    ["Resolved", "resolved"],
  ])("the transition %s", async (alert_transition, state) => {
    const [alert] = await read("datadog", {
      alert_id: "1",
      alert_title: "Queue is long",
      alert_transition,
      alert_scope: "service:mail,env:prod",
      tags: "monitor",
      date_posix: "1795168680",
    });
    expect(alert).toMatchObject({
      state,
      labels: { service: "mail", env: "prod" },
      startsAt: new Date(1_795_168_680_000),
    });
    expect(alert?.flaws).toBeUndefined();
  });

  test("in its own payload the title alone says what happened and to what: an end ends what began", async () => {
    const sent = (id: string, title: string) => ({
      id,
      title,
      event_type: "query_alert_monitor",
      body: "%%%\nCPU\n%%%",
      date: "1795168680000",
      last_updated: "1795168680000",
      org: { id: "1", name: "Acme" },
    });
    const [begun] = await read(
      "datadog",
      sent("1", "[P2] [Triggered on {host:web-1,service:shop}] CPU is high"),
    );
    const [over] = await read(
      "datadog",
      sent("2", "[P2] [Recovered on {host:web-1,service:shop}] CPU is high"),
    );
    const [other] = await read("datadog", sent("3", "[P2] [Warn on {host:web-2,service:shop}] CPU is high"));
    expect(begun).toMatchObject({
      state: "firing",
      name: "CPU is high",
      severity: "warning",
      labels: { host: "web-1", service: "shop" },
    });
    expect(over).toMatchObject({ state: "resolved", fingerprint: begun?.fingerprint });
    expect(other).toMatchObject({ state: "firing", name: "CPU is high" });
    expect(other?.fingerprint).not.toBe(begun?.fingerprint);
    const [trial] = await read("datadog", sent("4", "[Triggered] [TEST] Queue is long"));
    expect(trial).toMatchObject({ state: "firing", name: "[TEST] Queue is long" });
    const [event] = await read("datadog", sent("5", "Deployed [v2]"));
    expect(event).toMatchObject({ fingerprint: "5", name: "Deployed [v2]" });
  });

  test("a monitor grouped by host has an alert for each, whose name stays the same", async () => {
    const sent = (host: string, transition: string) => ({
      alert_id: "77",
      alert_title: `[${transition} on {host:${host}}] Host is down`,
      alert_transition: transition,
      alert_scope: `host:${host}`,
      alert_priority: "",
      alert_type: "error",
    });
    const [[one], [other], [end]] = [
      await read("datadog", sent("a", "Triggered")),
      await read("datadog", sent("b", "Triggered")),
      await read("datadog", sent("a", "Recovered")),
    ];
    expect([one?.name, one?.severity]).toEqual(["Host is down", "warning"]);
    expect(other?.fingerprint).not.toBe(one?.fingerprint);
    expect(end).toMatchObject({ state: "resolved", fingerprint: one?.fingerprint });
  });
});

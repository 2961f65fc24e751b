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
});

/** What Sentry sends besides its usual issue, as its documentation shows it. */
import { describe, expect, test } from "vitest";
import { read } from "../testing/read-payload";

describe("Sentry", () => {
  const issueEvent = {
    action: "triggered",
    actor: { id: "sentry", name: "Sentry", type: "application" },
    data: {
      event: {
        event_id: "e4874d664c3540c1a32eab185f12c5ab",
        issue_id: "1170820242",
        culprit: "?(<anonymous>)",
        datetime: "2026-11-20T09:58:00.420Z",
        level: "error",
        project: 1,
        tags: [
          ["browser", "Chrome 75.0.3770"],
          ["environment", "production"],
        ],
        title: "ReferenceError: blooopy is not defined",
        url: "https://sentry.io/api/0/projects/test-org/front-end/events/e4874d664c3540c1a32eab185f12c5ab/",
        web_url: "https://sentry.io/organizations/test-org/issues/1170820242/events/e4874d66/",
      },
      triggered_rule: "Very Important Alert Rule!",
    },
  };

  test("an alert about an event names its project and environment as people know them", async () => {
    const [alert] = await read("sentry", issueEvent, { "sentry-hook-resource": "event_alert" });
    expect(alert).toMatchObject({
      fingerprint: "issue/1170820242",
      labels: { service: "front-end", environment: "production", rule: "Very Important Alert Rule!" },
    });
  });

  test.each(["archived", "ignored"])(
    "an issue that was %s is over; one that was assigned is no news",
    async (action) => {
      const issue = {
        id: "1170820242",
        title: "x",
        level: "error",
        project: { slug: "front-end" },
        status: "ignored",
      };
      const headers = { "sentry-hook-resource": "issue" };
      const [alert] = await read("sentry", { action, data: { issue } }, headers);
      expect(alert).toMatchObject({ fingerprint: "issue/1170820242", state: "resolved" });
      expect(await read("sentry", { action: "assigned", data: { issue } }, headers)).toEqual([]);
    },
  );

  test("an alert about what was done to an issue says what that was", async () => {
    const payload = {
      action: "triggered",
      data: { issue: { id: "7", title: "x", project: { slug: "web" } }, activity: { type: "set_resolved" } },
    };
    const [alert] = await read("sentry", payload, { "sentry-hook-resource": "activity_alert" });
    expect(alert).toMatchObject({ state: "resolved" });
  });
});

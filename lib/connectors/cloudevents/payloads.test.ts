/** What senders of CloudEvents send besides the usual alert. */
import { describe, expect, test } from "vitest";
import { read } from "../testing/read-payload";

describe("CloudEvents", () => {
  test.each([
    ["webhook", "firing"],
    ["com.example.disk.broken", "firing"],
    ["com.example.token-expired", "firing"],
    ["incident.unresolved", "firing"],
    ["com.example.keys.disclosed", "firing"],
    ["com.example.disk.ok", "resolved"],
    ["com.example.disk_recovered", "resolved"],
    ["Microsoft.AlertResolved", "resolved"],
    ["com.example:alert/closed", "resolved"],
  ])("the type %s", async (type, state) => {
    const event = {
      specversion: "1.0",
      id: "1",
      source: "/estate",
      type,
      subject: "db-1",
      time: "2026-11-20T09:58:00Z",
    };
    const headers = { "content-type": "application/cloudevents+json" };
    expect(await read("cloudevents", { ...event, data: { message: "x" } }, headers)).toMatchObject([
      { state },
    ]);
  });
});

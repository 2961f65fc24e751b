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

  test("without a subject two types of one source are two alerts, and the end of each is its own", async () => {
    const told = async (type: string) => {
      const event = { specversion: "1.0", id: "1", source: "/hosts/web-1", type, data: { service: "web" } };
      const [alert] = await read("cloudevents", event, { "content-type": "application/cloudevents+json" });
      return alert;
    };
    const pairs = [
      ["com.acme.disk.full", "com.acme.disk.full.resolved"],
      ["com.acme.cpu.fired.v1", "com.acme.cpu.cleared.v1"],
      ["Acme.QueueOpened", "Acme.QueueClosed"],
      ["fired", "resolved"],
    ] as const;
    const ids = new Set<string | undefined>();
    for (const [begins, ends] of pairs) {
      const [begun, over] = [await told(begins), await told(ends)];
      expect(begun).toMatchObject({ state: "firing", labels: { service: "web" } });
      expect(over).toMatchObject({ state: "resolved", fingerprint: begun?.fingerprint });
      ids.add(begun?.fingerprint);
    }
    expect(ids.size).toBe(pairs.length);
  });
});

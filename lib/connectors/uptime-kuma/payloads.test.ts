/** What Uptime Kuma tells in words alone. */
import { describe, expect, test } from "vitest";
import { read } from "../testing/read-payload";

describe("Uptime Kuma", () => {
  test("a certificate that ends soon is told in words alone; a trial is no alert", async () => {
    const msg = "[Shop][https://shop.example] server certificate shop.example will expire in 7 days";
    const [alert] = await read("uptime_kuma", { heartbeat: null, monitor: null, msg });
    expect(alert).toMatchObject({
      name: "Certificate of Shop ends soon",
      severity: "warning",
      labels: { resource: "Shop" },
      generatorUrl: "https://shop.example",
    });
    // That it was renewed is never told.
    expect(alert?.overAt?.getTime()).toBe((alert?.startsAt.getTime() ?? 0) + 7 * 86_400_000);
    expect(await read("uptime_kuma", { heartbeat: null, monitor: null, msg: "Webhook Testing" })).toEqual([]);
  });
});

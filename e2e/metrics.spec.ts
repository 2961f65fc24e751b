/** Metrics from the making of a source to a chart with an anomaly, a change, thresholds and a rule file. */
import { remoteWriteBody } from "#lib/metrics/testing/encode";
import { unique } from "#lib/platform/testing/unique";
import { expect, test } from "./fixtures";
import { expectWellMade } from "./well-made";

const step = 300_000;

/** Eight days of a point every five minutes, high by day, that end with an hour far too high. */
function week(name: string, service: string) {
  const count = 8 * 288;
  const end = Date.now() - 30_000;
  return {
    labels: { __name__: name, service, instance: "a" },
    samples: Array.from({ length: count }, (_, at) => {
      const time = Math.round(end - (count - 1 - at) * step);
      const usual = 50 + 20 * Math.sin((2 * Math.PI * (time % 86_400_000)) / 86_400_000);
      return { time, value: usual + ((at * 7919) % 13) / 4 + (at >= count - 12 ? 80 : 0) };
    }),
  };
}

test("an administrator adds a source, and what is unusual is shown with what changed", async ({
  signIn,
  url,
}) => {
  const page = await signIn("ingrid");
  const name = unique("shop-prom").replace("_", "-");
  const metric = unique("queue_depth");
  const service = unique("checkout");
  await page.goto("/metrics/sources");
  await page.getByRole("button", { name: "Add a source" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("textbox", { name: "Address" }).fill(name);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  const shown = page.getByRole("dialog").filter({ hasText: `Secret of ${name}` });
  await expect(shown.getByText("remote_write:")).toBeVisible();
  const secret = (await shown.locator("code").first().textContent()) ?? "";

  const authorization = `Bearer ${secret}`;
  const sent = await page.request.post(`${url}/api/metrics/${name}/write`, {
    data: Buffer.from(remoteWriteBody([week(metric, service)])),
    headers: { authorization, "content-type": "application/x-protobuf", "content-encoding": "snappy" },
  });
  expect(sent.status(), await sent.text()).toBe(204);
  const changed = await page.request.post(`${url}/api/metrics/${name}/changes`, {
    data: { id: "deploy-7", title: `${service} 1.4.2 deployed`, service },
    headers: { authorization },
  });
  expect(changed.status(), await changed.text()).toBe(200);

  await expect(async () => {
    await page.goto("/metrics?state=anomalous");
    await expect(page.getByRole("link", { name: metric })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.getByRole("link", { name: metric }).click();
  await expect(page.getByRole("heading", { level: 1, name: metric })).toBeVisible();
  const anomalies = page.getByRole("region", { name: "Anomalies" }).first();
  await expect(anomalies.getByText(`${metric} of ${service}`).first()).toBeVisible();
  await expect(anomalies.getByText("Open")).toBeVisible();
  await expect(page.getByRole("cell", { name: `${service} 1.4.2 deployed` })).toBeVisible();
  await expect(page.getByRole("cell", { name: /:00–/ }).first()).toBeVisible();
  const rules = await page.request.get(
    `${url}${await page.getByRole("link", { name: "Download Prometheus rules" }).getAttribute("href")}`,
  );
  expect(await rules.text()).toMatch(/QueueDepth\w+High/);

  await expectWellMade(page);

  await page.getByRole("combobox", { name: "This series" }).click();
  await page.getByRole("option", { name: "2 a week" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("combobox", { name: "This series" })).toHaveText("2 a week");
});

/** Incidents in the browser: many alerts are one incident with one ticket, read, split and found by keyboard. */
import { recordAlerts } from "#lib/incidents/record-alerts";
import type { InboundAlert } from "#lib/signals/model";
import { tellDependencies } from "#lib/topology/commands";
import { expect, test } from "./fixtures";
import { expectWellMade } from "./well-made";

function outage(service: string, count: number): InboundAlert[] {
  const startsAt = new Date(Date.now() - 10 * 60_000);
  return Array.from({ length: count }, (_, n) => ({
    fingerprint: `${service}-${n}`,
    state: "firing",
    name: n % 2 ? "HighLatency" : "HighErrorRate",
    severity: n === 0 ? "critical" : "warning",
    startsAt: new Date(startsAt.getTime() + n * 5_000),
    endsAt: null,
    labels: {
      alertname: n % 2 ? "HighLatency" : "HighErrorRate",
      service,
      cluster: "eu-1",
      pod: `${service}-${n}`,
    },
    annotations: { summary: `${service} answers with errors` },
    generatorUrl: null,
  }));
}

test("24 alerts are one incident, which says why each belongs and gives some of them up", async ({
  signIn,
  ctx,
}) => {
  const service = `shop${Date.now()}`;
  await recordAlerts(ctx, { source: "e2e", sourceName: "Monitoring", alerts: outage(service, 24) });
  const page = await signIn("hannah");
  await page.goto("/incidents");
  const link = page.getByRole("link", { name: `${service} answers with errors` });
  await expect(link).toHaveCount(1);
  // The demo's own outage may stand above it.
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(link).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: `${service} answers with errors` })).toBeVisible();
  await expect(page.getByRole("heading", { name: "24 of 24 alerts fire" })).toBeVisible();
  const alerts = page.getByRole("group", { name: "Alerts of this incident" });
  await expect(alerts.getByText(/^Same .*service/)).toHaveCount(23);
  await expectWellMade(page);
  await alerts.getByRole("checkbox", { name: "Choose HighLatency" }).first().click();
  await page.getByRole("button", { name: "Split off 1" }).click();
  await expect(page.getByRole("heading", { name: "1 of 1 alert fires" })).toBeVisible();
  await expect(page.getByText(/Put here by/)).toBeVisible();
  await page.getByRole("link", { name: /Open the (ticket|proposal)/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("alerts of services that call each other are one incident, which names where it began", async ({
  signIn,
  ctx,
}) => {
  const [deep, high] = [`payments${Date.now()}`, `checkout${Date.now()}`];
  const calls = [{ service: high, dependsOn: deep }];
  await tellDependencies(ctx, { origin: "catalogue", source: "e2e", about: [high], dependencies: calls });
  const [first, second] = [outage(deep, 2), outage(high, 1)];
  await recordAlerts(ctx, { source: "e2e", sourceName: "Monitoring", alerts: first });
  await recordAlerts(ctx, { source: "e2e", sourceName: "Monitoring", alerts: second });
  const page = await signIn("hannah");
  await page.goto("/incidents");
  await page.getByRole("link", { name: `${deep} answers with errors` }).click();
  const origin = page.getByRole("region", { name: "Likely origin" });
  await expect(origin).toContainText(`${deep}: the other failing service depends on it.`);
  await expect(origin.getByText(`${high} → ${deep}`)).toBeVisible();
  const alerts = page.getByRole("group", { name: "Alerts of this incident" });
  await expect(alerts.getByText(new RegExp(`^${high} calls ${deep}`))).toHaveCount(1);
  await expectWellMade(page);
});

/** What a lead looks after between incidents: proposed alerting rules by keyboard, watch rules, whom services serve, and the alert load. */
import { proposeRules } from "#lib/alert-rules/proposing";
import { recordAlerts } from "#lib/incidents/record-alerts";
import type { Ctx } from "#lib/platform/context";
import type { InboundAlert } from "#lib/signals/model";
import { expect, press, test } from "./fixtures";
import { expectWellMade } from "./well-made";

/** A rule that fired six times this week for three minutes, and nobody acted on. */
async function makeNoise(ctx: Ctx): Promise<string> {
  const name = `Zqnoise${Date.now()}`;
  for (let ago = 6; ago > 0; ago--) {
    const startsAt = new Date(Date.now() - ago * 86_400_000);
    const endsAt = new Date(startsAt.getTime() + 180_000);
    const alert: InboundAlert = {
      fingerprint: name,
      state: "firing",
      name,
      severity: "warning",
      startsAt,
      endsAt: null,
      labels: { alertname: name, service: name },
      annotations: { summary: `${name} fires` },
      generatorUrl: null,
    };
    const source = { source: "e2e", sourceName: "Monitoring" };
    await recordAlerts({ ...ctx, now: () => startsAt }, { ...source, alerts: [alert] });
    const over = { ...alert, state: "resolved" as const, endsAt };
    await recordAlerts({ ...ctx, now: () => endsAt }, { ...source, alerts: [over] });
  }
  await proposeRules(ctx);
  return name;
}

test("a rule that only makes noise is changed and accepted by keyboard, and stands in the files", async ({
  signIn,
  ctx,
}) => {
  const name = await makeNoise(ctx);
  const page = await signIn("marcus");
  await page.goto("/incidents");
  await page.getByRole("link", { name: "Rule proposals" }).click();
  const proposal = page.getByRole("article", { name });
  await expect(proposal.getByText("Monitoring")).toBeVisible();
  await expect(proposal.getByText("Fires only after another 5 minutes, at severity warning.")).toBeVisible();
  await expect(proposal.getByText("it would have fired 0 times instead of 6")).toBeVisible();
  await expectWellMade(page);
  await proposal.focus();
  await press(page, "e");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Additional pending period, in minutes").fill("1");
  await expect(dialog.getByText("it would have fired 6 times instead of 6")).toBeVisible();
  await dialog.getByLabel("Additional pending period, in minutes").fill("12");
  await expect(dialog.getByText("it would have fired 0 times instead of 6")).toBeVisible();
  await dialog.getByLabel("Expression in PromQL").fill("queue_depth > 200");
  await dialog.getByRole("button", { name: "Accept with changes" }).click();
  await expect(proposal).toHaveCount(0);
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("Accepted with changes");
  for (const format of ["Prometheus", "Grafana"]) {
    const link = page.getByRole("link", { name: `${format} file of ${name}` });
    const file = await page.request.get((await link.getAttribute("href")) ?? "");
    expect(file.status()).toBe(200);
    expect(await file.text()).toContain("queue_depth > 200");
  }
  await page.goto("/audit");
  await expect(page.getByText(`a change of alerting rule ${name}`).first()).toBeVisible();

  const analyst = await signIn("hannah");
  await analyst.goto("/incidents/rules");
  await expect(analyst.getByRole("row", { name: new RegExp(name) })).toBeVisible();
  await expect(analyst.getByRole("button", { name: "Accept" })).toHaveCount(0);
});

test("a watch rule begins in shadow, shows what it would have done, is switched on and taken away", async ({
  signIn,
}) => {
  const page = await signIn("marcus");
  await page.goto("/settings/watch");
  await expect(page.getByRole("region", { name: /Charged twice/ }).getByText("Shadow")).toBeVisible();
  const name = `Zqwatch${Date.now()}`;
  await page.getByRole("button", { name: "Add a watch rule" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Words, expressions or examples, one a line").fill(name);
  await dialog.getByRole("button", { name: "Save in shadow" }).click();
  const rule = page.getByRole("region", { name: new RegExp(name) });
  await expect(rule.getByText("Shadow")).toBeVisible();
  await rule.getByRole("button", { name: "What would it have done in the last 30 days?" }).click();
  await expect(rule.getByText("it matches 0")).toBeVisible();
  await expectWellMade(page);
  await rule.getByRole("button", { name: "Switch on" }).click();
  await expect(rule.getByText("On", { exact: true })).toBeVisible();
  await rule.getByRole("button", { name: "Remove" }).click();
  await expect(rule).toHaveCount(0);
});

test("a table says whom services serve, and names whom nobody knows", async ({ signIn }) => {
  const page = await signIn("marcus");
  await page.goto("/settings/services");
  const services = page.getByRole("group", { name: "Services", exact: true });
  await expect(services.getByRole("row", { name: /block-storage/ })).toBeVisible();
  await page.getByRole("button", { name: "Paste a table" }).click();
  const dialog = page.getByRole("dialog");
  const service = `zqservice${Date.now()}`;
  await dialog
    .getByLabel("Lines of service and customer")
    .fill(`${service},fjordline\n${service},nobody-${service}`);
  await dialog.getByRole("button", { name: "Import" }).click();
  await expect(page.getByText(`No customer found for: nobody-${service}.`)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("row", { name: new RegExp(service) })).toContainText("1");
  await expectWellMade(page);
});

test("what services depend on is pasted, read from the demo's catalogue, and ignored where it is wrong", async ({
  signIn,
}) => {
  const page = await signIn("marcus");
  await page.goto("/settings/services");
  const known = page.getByRole("group", { name: "Dependencies between services" });
  await expect(known.getByRole("row", { name: /block-storage-api block-storage / })).toContainText(
    "service catalogue (halden-metrics)",
  );
  const service = `aaservice${Date.now()}`;
  await page.getByRole("button", { name: "Paste dependencies" }).click();
  const dialog = page.getByRole("dialog");
  const text = dialog.getByLabel("Lines of service and what it depends on");
  await text.fill(`${service},`);
  await dialog.getByRole("button", { name: "Import" }).click();
  await expect(dialog.getByText(/has no service or nothing it depends on/)).toBeVisible();
  await text.fill(
    `kind: Component\nmetadata: { name: ${service} }\nspec: { dependsOn: [component:payments] }`,
  );
  await dialog.getByRole("button", { name: "Import" }).click();
  await expect(page.getByText("Imported: 1 dependencies of 1 services.")).toBeVisible();
  await page.getByRole("button", { name: `Ignore: ${service} depends on payments` }).click();
  await expect(known.getByRole("row", { name: new RegExp(service) })).toContainText("ignored");
  const lonely = `zz${Date.now()}lonely`;
  await page.getByRole("button", { name: "Paste dependencies" }).click();
  await text.fill(
    `kind: Component\nmetadata: { name: ${lonely} }\n---\nkind: Component\nmetadata: { name: ${service} }\nspec: { dependsOn: [component:payments] }`,
  );
  await dialog.getByRole("button", { name: "Import" }).click();
  const alone = page.getByText(/^On the map without calls: /);
  await expect(alone).toContainText(lonely);
  await expect(alone).not.toContainText(service);
  await expectWellMade(page);
});

test("the alert load says which shifts and rules cost the most", async ({ signIn }) => {
  const page = await signIn("hannah");
  await page.goto("/incidents");
  await page.getByRole("link", { name: "Alert load" }).click();
  await expect(page.getByRole("row", { name: /SnapshotQueueLong/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Busiest shifts" })).toBeVisible();
  await expectWellMade(page);
});

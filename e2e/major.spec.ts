/** A major incident in the browser, in fast-forward: 40 alerts, three customers who write, one confirmation, one approval for all, the end told to those who were told. */
import { eq } from "drizzle-orm";
import { incident } from "#db/schema/incidents";
import { resolveQuietIncident } from "#lib/incidents/commands";
import { recordAlerts } from "#lib/incidents/record-alerts";
import { detectMajor } from "#lib/major/detecting";
import { proposeClosings } from "#lib/major/notices";
import { importServiceMap } from "#lib/major/service-map/commands";
import type { Ctx } from "#lib/platform/context";
import type { InboundAlert } from "#lib/signals/model";
import { recordEvent } from "#lib/tickets/commands";
import { expect, test } from "./fixtures";
import { expectWellMade } from "./well-made";

function alertsOf(service: string, state: InboundAlert["state"]): InboundAlert[] {
  const startsAt = new Date(Date.now() - 5 * 60_000);
  return Array.from({ length: 40 }, (_, n) => ({
    fingerprint: `${service}-${n}`,
    state,
    name: "HighErrorRate",
    severity: "critical",
    startsAt,
    endsAt: state === "resolved" ? new Date() : null,
    labels: { alertname: "HighErrorRate", service, cluster: "eu-1", pod: `${service}-${n}` },
    annotations: { summary: `${service} answers with errors` },
    generatorUrl: null,
  }));
}

async function write(ctx: Ctx, company: string, body: string): Promise<void> {
  const externalId = `major/${company}`;
  await recordEvent(ctx, {
    source: "e2e",
    externalId,
    ticketExternalId: externalId,
    kind: "customer_message",
    at: new Date(),
    actorKind: "customer",
    actorName: "Nora Wells",
    body,
    ticket: { kind: "request", subject: body.slice(0, 50) },
    customer: { externalId: company, name: "Nora Wells", company },
  });
}

test("a burst of tickets beside 40 alerts is confirmed, answered once for all, and closed with those who were told", async ({
  signIn,
  ctx,
}) => {
  const service = `zqvault${Date.now()}`.replace(/\d/g, (digit) => "abcdefghij"[Number(digit)] ?? "a");
  const companies = ["Alpha", "Beta", "Gamma"].map((name) => `${name} ${service}`);
  const silent = `Delta ${service}`;
  const late = `Epsilon ${service}`;
  await write(ctx, silent, "An old question about the colour of our logo");
  await importServiceMap(ctx, { csv: `${service},${silent}` });
  const [placed] = await recordAlerts(ctx, {
    source: "e2e",
    sourceName: "Monitoring",
    alerts: alertsOf(service, "firing"),
  });
  const incidentId = placed?.incidentId ?? 0;
  for (const company of companies)
    await write(ctx, company, `${service} does not answer, we get HTTP 502 from ${service}`);

  const page = await signIn("hannah");
  await page.goto(`/incidents/${incidentId}`);
  // The worker looks every second; whoever comes first finds it.
  await expect(async () => {
    await detectMajor(ctx);
    await expect(page.getByRole("heading", { name: "Possible major incident" })).toBeVisible({
      timeout: 1_000,
    });
  }).toPass();
  await expect(page.getByRole("heading", { name: "3 tickets from 3 customers" })).toBeVisible();
  await page.getByRole("button", { name: "Confirm major incident" }).click();
  await expect(page.getByText("Joined", { exact: true })).toHaveCount(3);
  const first = page.getByRole("group", { name: /First message, English · 3/ });
  await expect(first).toBeVisible();
  const ahead = page.getByRole("group", { name: /Proactive notice, English/ });
  await expect(ahead).toHaveAccessibleName(/· 1/);
  // Whom the map names later is proposed when somebody asks: by itself it happens once an incident.
  await write(ctx, late, "Another old question about our logo");
  await importServiceMap(ctx, { csv: `${service},${late}` });
  await page.reload();
  await page.getByRole("button", { name: "Draft for 1 who has not written" }).click();
  await expect(ahead).toHaveAccessibleName(/· 2/);
  await expectWellMade(page);

  const colleague = await signIn("marcus");
  await colleague.goto(`/incidents/${incidentId}`);
  const theirs = colleague.getByRole("group", { name: /First message, English/ });
  await theirs.getByRole("textbox").fill("We know of it, ");

  await first.getByRole("textbox").fill("Thank you for telling us. We are working on it.");
  await first.getByRole("button", { name: "Send to 3" }).click();
  await expect(first).toHaveCount(0);
  await expect(theirs.getByText("These messages were decided on while you wrote")).toBeVisible();
  await colleague.keyboard.type("and call you back.");
  await expect(theirs.getByRole("textbox")).toHaveValue("We know of it, and call you back.");
  await expect(theirs.getByRole("button", { name: /^Send/ })).toHaveCount(0);
  await theirs.getByRole("button", { name: "Discard your words" }).click();
  await expect(theirs).toHaveCount(0);
  await ahead.getByRole("checkbox", { checked: false }).check();
  await ahead.getByRole("button", { name: "Send to 2" }).click();
  await expect(page.getByText("No message waits for approval.")).toBeVisible();

  await page.getByRole("button", { name: "Add a status line" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Title").fill(`Trouble with ${service}`);
  await dialog.getByLabel("Text").fill("We are looking into it.");
  await dialog.getByRole("switch", { name: "Let anybody read it" }).click();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("Public", { exact: true })).toBeVisible();
  const json = await page.request.get("/api/status/json");
  expect(await json.text()).toContain(`Trouble with ${service}`);
  expect(await (await page.request.get("/api/status/rss")).text()).toContain("We are looking into it.");

  await recordAlerts(ctx, { source: "e2e", sourceName: "Monitoring", alerts: alertsOf(service, "resolved") });
  const [quiet] = await ctx.db.select().from(incident).where(eq(incident.id, incidentId));
  await resolveQuietIncident(ctx, { incidentId, since: quiet?.quietSince?.toISOString() ?? "" });
  await proposeClosings(ctx);
  const closing = page.getByRole("group", { name: /Closing message, English · 5/ });
  await closing.getByRole("button", { name: "Send to 5" }).click();
  await expect(page.getByText("No message waits for approval.")).toBeVisible();
  await expect(page.getByText("10 decided")).toBeVisible();
});

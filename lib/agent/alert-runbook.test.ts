/** An alert and its runbook: cited where there is one, and none in its place where there is not. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { agentRun, suggestion } from "#db/schema/suggestions";
import { saveArticle } from "#lib/knowledge/commands";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { arrives, runsOn, testPorts } from "./testing/environment";

const runbooks = [
  {
    title: "BoilerPressureLow",
    body: "## Meaning\n\nThe pressure of the steam in a boiler is below what its turbine needs.\n\n## Mitigation\n\nOpen the bypass valve and compare boiler_pressure_bars of its neighbours.",
  },
  {
    title: "GreenhouseFrost",
    body: "## Meaning\n\nThe temperature in a greenhouse falls below what seedlings survive.\n\n## Mitigation\n\nSwitch the heating on and close the roof.",
  },
];

/** What the agent proposes when monitoring sends this alert. */
async function proposalFor(ctx: Ctx, alertname: string, summary: string, expression: string) {
  const labels = { alertname, severity: "critical" };
  const data = { fingerprint: alertname, labels, expression };
  const arrival = await arrives(ctx, { kind: "alert_firing", subject: summary, body: summary, data });
  await runsOn(ctx, arrival, await testPorts(ctx));
  const [row] = await ctx.db
    .select({ kind: suggestion.kind, why: suggestion.why, evidence: suggestion.evidence })
    .from(suggestion)
    .innerJoin(agentRun, eq(agentRun.id, suggestion.agentRunId))
    .where(eq(agentRun.eventId, arrival.eventId));
  return row;
}

test("an alert with a runbook comes with it, one without comes without any", async ({ ctx }) => {
  for (const runbook of runbooks) await saveArticle(ctx, { kind: "runbook", ...runbook });
  const known = await proposalFor(
    ctx,
    "BoilerPressureLow",
    "Steam pressure of a boiler is low.",
    "boiler_pressure_bars < 2",
  );
  expect(known).toMatchObject({ kind: "escalation", why: expect.stringContaining("“BoilerPressureLow”") });
  expect(known?.evidence.filter(({ kind }) => kind === "article").map(({ title }) => title)).toEqual([
    "BoilerPressureLow",
  ]);
  const unknown = await proposalFor(
    ctx,
    "CertificateExpiresSoon",
    "The certificate of a gateway expires below seven days.",
    "x509_not_after - time() < 604800",
  );
  expect(unknown).toMatchObject({
    kind: "escalation",
    why: "An alert fires. No runbook applies, and no past case answers it.",
  });
  expect(unknown?.evidence.filter(({ kind }) => kind === "article")).toEqual([]);
});

test("a sentence of an alert that stands word for word in a runbook is never “nothing found”", async ({
  ctx,
}) => {
  const orders = Array.from(
    { length: 30 },
    (_, number) => `Valve ${number} opens to the drain of cellar ${number}.`,
  );
  const body = `## Meaning\n\nPrometheus is not ingesting samples.\n\n## Mitigation\n\nRestart it once.\n\n## Valves\n\n${orders.join("\n\n")}`;
  await saveArticle(ctx, { kind: "runbook", title: "Ingestion", body });
  const found = await proposalFor(ctx, "X17", "Prometheus is not ingesting samples.", "");
  expect(found?.evidence.filter(({ kind }) => kind === "article").map(({ title }) => title)).toEqual([
    "Ingestion",
  ]);
  expect(found?.why).not.toContain("No runbook applies");
});

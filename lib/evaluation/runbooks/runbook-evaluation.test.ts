/** The runbook evaluation on made-up alerts: what it counts, and that names are really taken out. */
import { expect } from "vitest";
import { test } from "#lib/platform/testing/database";
import { AlertFile } from "./alert-file";
import { alertAsTicket, askAlerts, importRunbooks, scoreAnswers } from "./runbook-evaluation";

const file = AlertFile.parse({
  alerts: [
    {
      alert: "TurbinePressureLow",
      expr: "turbine_pressure_bars < 2",
      annotations: {
        summary: "The steam pressure of a turbine is low.",
        description: "Turbine {{ $labels.turbine }} has only {{ $value }} bars of steam pressure.",
      },
      labels: { severity: "critical" },
    },
    {
      alert: "GreenhouseFrost",
      annotations: { summary: "Frost threatens the seedlings in a greenhouse tonight." },
    },
  ],
  runbooks: [
    {
      source: "mill",
      name: "TurbinePressureLow",
      path: "a.md",
      text: "# TurbinePressureLow\n\n## Meaning\n\nThe pressure of the steam that drives a turbine is low.\n\n## Mitigation\n\nOpen the bypass of the boiler and compare turbine_pressure_bars.",
    },
    {
      source: "mill",
      name: "TurbineVibration",
      path: "b.md",
      text: "# TurbineVibration\n\n## Meaning\n\nA bearing shakes more than it may.\n\n## Mitigation\n\nSlow it down and look at its oil.",
    },
  ],
});

test("finds the runbook of an alert, and cites none where there is none", async ({ ctx }) => {
  const variant = { source: "mill", named: false };
  const imported = await importRunbooks(ctx, file, variant);
  const figures = scoreAnswers(await askAlerts(ctx, file, variant), imported);
  expect(figures).toMatchObject({ alerts: 1, documents: 2, recallAt1: 1, falseAbstentions: 0 });
  expect(figures).toMatchObject({ without: 1, abstained: 1 });
});

test("an answer that is wrong, missing or unsure is counted as such", () => {
  const imported = new Map([
    [1, "a"],
    [2, "b"],
  ]);
  const passage = (ref: number, score: number) => ({
    kind: "article" as const,
    ref,
    score,
    title: "",
    excerpt: "",
    body: "",
    features: {},
    isInternal: true,
  });
  const figures = scoreAnswers(
    [
      { fits: ["a"], found: [passage(2, 0.9), passage(1, 0.8)] },
      { fits: ["b"], found: [] },
      { fits: ["c"], found: [passage(1, 0.7)] },
      { fits: ["d"], found: [passage(1, 0.3)] },
    ],
    imported,
  );
  expect(figures).toMatchObject({ recallAt1: 0, recallAt3: 0.5, meanReciprocalRank: 0.25 });
  expect(figures).toMatchObject({ falseAbstentions: 0.5, without: 2, abstained: 0.5 });
});

test("a nameless alert does not say its name anywhere", () => {
  const [alert] = file.alerts;
  expect(alert && JSON.stringify(alertAsTicket(alert, false))).not.toMatch(/TurbinePressureLow/i);
  expect(alert && alertAsTicket(alert, true).labels.alertname).toBe("TurbinePressureLow");
});

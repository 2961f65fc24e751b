/** A limit that an article states, and a result that passes it: a finding that rests on both. */
import { describe, expect, test as plain } from "vitest";
import { z } from "zod";
import { arrives, runsOn, testPorts } from "#lib/agent/testing/environment";
import { saveArticle } from "#lib/knowledge/commands";
import { test } from "#lib/platform/testing/database";
import { person } from "#lib/suggestions/testing/fixtures";
import { defineTool } from "#lib/tools/tool";
import { concluded, type LookedUp } from "./assess";
import type { Assessment, Hypothesis } from "./model";
import { investigationOfTicket } from "./queries";
import { replayRuns } from "./replay";
import { withStated } from "./stated";

const runbook = {
  ref: 4,
  title: "Consumer lag",
  body: `## Mitigation
1. Look at the group: \`describe_group(group)\`.
2. If the lag is over 1,000, wait for ten minutes and look again.
3. If the lag is over 10,000, restart the consumer with \`restart_service(service)\`.
4. If members is below 3, hand over to the platform team.`,
};
const looked = (result: LookedUp["result"], objection: string | null = null): LookedUp => ({
  tool: "describe_group",
  eventId: 7,
  result,
  objection,
  values: new Map(),
});
const nothing: Assessment = { outcome: "unresolved", text: "", confidence: 0, hypotheses: [] };
const learnt = (changed: Partial<Hypothesis>): Assessment =>
  concluded([
    {
      ...{ key: "k", tool: "describe_group", text: "The group rebalances", status: "supported" as const },
      ...{ confidence: 0.9, marks: [{ eventId: 7, path: "state", value: "rebalancing" }], why: "" },
      ...{ tickets: [1], isQuiet: false, isBlocked: false, isStruck: false, source: "apprentice" as const },
      ...changed,
    },
  ]);

plain("what passes the limit of a runbook is a finding on a desk that has closed nothing yet", () => {
  const made = withStated(nothing, [runbook], [looked({ lag: 14_200, members: 4 })]);
  expect(made).toMatchObject({ outcome: "finding", text: "The lag is over 10,000" });
  const finding = made.hypotheses.find(({ text }) => text === made.text);
  expect(finding).toMatchObject({
    source: "article",
    status: "supported",
    marks: [{ eventId: 7, path: "lag", value: 14_200 }],
    why: "“Consumer lag” says: If the lag is over 10,000, restart the consumer with restart_service(service). describe_group: lag 14200.",
  });
  expect(made.hypotheses.find(({ text }) => text.startsWith("Members"))).toMatchObject({
    status: "refuted",
    marks: [{ eventId: 7, path: "members", value: 4 }],
  });
});

describe("it is no finding", () => {
  plain.each<[string, LookedUp, Assessment]>([
    ["where the figure is within the limit", looked({ lag: 12, members: 4 }), nothing],
    ["where two limits of different figures are passed", looked({ lag: 14_200, members: 1 }), nothing],
    ["where the result is objected to", looked({ lag: 14_200 }, "says that it is stale"), nothing],
    ["where no result shows the figure", looked({ state: "stable" }), nothing],
    ["where the tool failed", looked({ error: "timed out" }), nothing],
    [
      "where closed cases tell that this is as usual",
      looked({ lag: 14_200, members: 4 }),
      learnt({ isQuiet: true, text: "Nothing unusual" }),
    ],
  ])("%s", (_, one, made) => {
    expect(withStated(made, [runbook], [one]).outcome).toBe("unresolved");
  });
});

plain(
  "what closed cases tell of the same result stays the finding, and the limit is one more sign of it",
  () => {
    const made = withStated(learnt({}), [runbook], [looked({ lag: 14_200, members: 4 })]);
    expect(made).toMatchObject({ outcome: "finding", text: "The group rebalances" });
    expect(made.hypotheses.map(({ text }) => text)).toContain("The lag is over 10,000");
  },
);

test("on a ticket it rests on the runbook and the result, and a replay on both comes to the same", async ({
  ctx,
}) => {
  const group = defineTool({
    name: "describe_group",
    description: "State of a consumer group.",
    input: z.object({ group: z.string() }),
    run: async () => ({ lag: 14_200, members: 4 }),
  });
  await saveArticle(ctx, {
    kind: "runbook",
    title: "ConsumerGroupLags",
    body: `## Meaning\nA consumer group lags: it reads messages slower than they come.\n\n${runbook.body}`,
  });
  const ports = await testPorts(ctx, { tools: [group] });
  const summary = "The consumer group orders lags: it reads messages slower than they come.";
  const labels = { alertname: "ConsumerGroupLags", group: "orders" };
  const alert = await arrives(ctx, {
    ...{ kind: "alert_firing" as const, subject: summary, body: summary },
    data: { fingerprint: "lag-1", labels },
  });
  const on = { body: "", ticketExternalId: alert.ticketExternalId };
  const call = { tool: "describe_group", callId: "c1" };
  await arrives(ctx, { ...on, kind: "tool_call", data: { ...call, arguments: { group: "orders" } } });
  const result = { lag: 14_200, members: 4 };
  const found = await arrives(ctx, { ...on, kind: "tool_result", data: { ...call, result } });
  await runsOn(ctx, found, ports);
  const { assessment } = await investigationOfTicket(ctx, alert.ticketId);
  expect(assessment).toMatchObject({ outcome: "finding", text: "The lag is over 10,000" });
  expect(await replayRuns(await person(ctx, "lead"), ports, 1)).toMatchObject({
    sameOutcome: 1,
    otherOutcome: 0,
  });
});

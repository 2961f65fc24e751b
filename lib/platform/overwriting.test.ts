/** Of two who change the same thing the second is refused, whatever it is, and nothing of the first is lost. */
import { afterEach, beforeEach, describe, expect, vi } from "vitest";
import { createConnector, setOutgoing, setUpConnector } from "#lib/connectors/commands";
import { createMetricSource, setSensitivity } from "#lib/metrics/commands";
import { saveChain, setMailServer, setPageRules } from "#lib/oncall/commands";
import { changeAction } from "#lib/remediation/catalogue/commands";
import { storedAction } from "#lib/remediation/catalogue/queries";
import { definition, installed } from "#lib/remediation/testing/environment";
import { saveScenario } from "#lib/scenarios/commands";
import { Scenario } from "#lib/scenarios/model";
import { removeModelEndpoint, saveModelEndpoint } from "#lib/settings/commands";
import { endpointView } from "#lib/settings/queries";
import { decide, gradeAgentRun } from "#lib/suggestions/commands";
import { person, ticketWithProposal } from "#lib/suggestions/testing/fixtures";
import { changeRole, createPerson } from "#lib/team/commands";
import { requireSecondFactor } from "#lib/team/factors/commands";
import { changeQueue, createQueue } from "#lib/team/queues/commands";
import { setTriage } from "#lib/tickets/commands";
import { addTool, changeTool } from "#lib/tools/commands";
import { diagnosticTools } from "#lib/tools/queries";
import { saveWatchRule, setWatchRuleState } from "#lib/watch/commands";
import type { Ctx } from "./context";
import { test } from "./testing/database";
import { unique } from "./testing/unique";

beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("LOG_LEVEL", "silent");
});
afterEach(() => vi.unstubAllEnvs());

/** What two people do who were shown the same. */
type Two = { first: () => Promise<unknown>; second: () => Promise<unknown> };

const slug = () => unique("x").replace("_", "-");

const changes: Record<string, (ctx: Ctx) => Promise<Two>> = {
  "a tool": async (ctx) => {
    const made = {
      description: "Size of a volume.",
      arguments: [],
      url: "https://tools.test/x",
      timeLimit: 2,
    };
    const { name } = await addTool(ctx, { name: unique("disk"), ...made });
    const seen = (await diagnosticTools(ctx)).find((one) => one.name === name);
    return {
      first: () => changeTool(ctx, { name, ...made, timeLimit: 9, seen }),
      second: () => changeTool(ctx, { name, ...made, description: "How large it is.", seen }),
    };
  },
  "an action": async (ctx) => {
    const name = await installed(ctx, "https://automation.test/x");
    const { version } = await storedAction(ctx, name);
    const made = definition("https://automation.test/x", { name });
    return {
      first: () => changeAction(ctx, { ...made, timeLimit: 9, version }),
      second: () => changeAction(ctx, { ...made, description: "Starts it anew.", version }),
    };
  },
  "the rules that call": async (ctx) => {
    const { actor } = await person(ctx, "lead");
    const targets = [{ kind: "person" as const, id: actor.id ?? "" }];
    const chain = {
      name: unique("Chain"),
      steps: [{ targets, wait: 5 }],
      repeats: 0,
      lastResort: actor.id ?? "",
    };
    const { id: chainId } = await saveChain(ctx, { id: null, version: null, ...chain });
    const rule = { cause: "incident", queueId: null, atLeast: "critical", chainId } as const;
    const { rules: seen } = await setPageRules(ctx, { rules: [] });
    return {
      first: () => setPageRules(ctx, { rules: [rule], seen }),
      second: () => setPageRules(ctx, { rules: [{ ...rule, atLeast: "high" }], seen }),
    };
  },
  "the mail server": async (ctx) => {
    const { from: seen } = await setMailServer(ctx, { from: "desk@x.test", url: "smtps://mail.x.test" });
    return {
      first: () => setMailServer(ctx, { from: "one@x.test", url: "smtps://one.x.test", seen }),
      second: () => setMailServer(ctx, { from: "two@x.test", url: "smtps://two.x.test", seen }),
    };
  },
  "where replies go": async (ctx) => {
    const { id } = await createConnector(ctx, { id: slug(), kind: "webhook", name: "Shop" });
    return {
      first: () => setOutgoing(ctx, { id, url: "https://one.test/x", seen: null }),
      second: () => setOutgoing(ctx, { id, url: "https://two.test/x", seen: null }),
    };
  },
  "a mapping": async (ctx) => {
    const { id } = await createConnector(ctx, { id: slug(), kind: "json", name: "Probe" });
    return {
      first: () => setUpConnector(ctx, { id, setup: "alerts", seen: "" }),
      second: () => setUpConnector(ctx, { id, setup: "events", seen: "" }),
    };
  },
  "the model": async (ctx) => {
    const made = { baseUrl: "https://models.test/v1", api: "chat" } as const;
    await saveModelEndpoint(ctx, { ...made, model: "small", apiKey: "a-key-of-some-length" });
    const seen = await endpointView(ctx);
    return {
      first: () => saveModelEndpoint(ctx, { ...made, model: "large", seen }),
      second: () => saveModelEndpoint(ctx, { ...made, model: "small", contextTokens: 8_192, seen }),
    };
  },
  "the model, taken away": async (ctx) => {
    const made = { baseUrl: "https://models.test/v1", api: "chat" } as const;
    await saveModelEndpoint(ctx, { ...made, model: "small" });
    const seen = await endpointView(ctx);
    return {
      first: () => saveModelEndpoint(ctx, { ...made, model: "large", seen }),
      second: () => removeModelEndpoint(ctx, { seen }),
    };
  },
  "how sensitive a detector is": async (ctx) => {
    const { id: sourceId } = await createMetricSource(ctx, { id: slug(), name: "Push", kind: "push" });
    const of = { sourceId, name: "latency", seen: null };
    return {
      first: () => setSensitivity(ctx, { ...of, falseAlarmsPerWeek: 2 }),
      second: () => setSensitivity(ctx, { ...of, falseAlarmsPerWeek: 5 }),
    };
  },
  "a queue": async (ctx) => {
    const {
      id: queueId,
      name,
      description,
      isRestricted,
    } = await createQueue(ctx, {
      key: slug(),
      name: unique("Network"),
    });
    const seen = { name, description, isRestricted, userIds: [] };
    const { actor } = await person(ctx);
    return {
      first: () => changeQueue(ctx, { queueId, ...seen, userIds: [actor.id ?? ""], seen }),
      second: () => changeQueue(ctx, { queueId, ...seen, name: "Networks", seen }),
    };
  },
  "a watch rule": async (ctx) => {
    const { said, ruleId } = await aRule(ctx);
    return {
      first: () => saveWatchRule(ctx, { ...said, ruleId, level: "P2", version: 1 }),
      second: () => saveWatchRule(ctx, { ...said, ruleId, looksFor: ["other"], version: 1 }),
    };
  },
  "a watch rule, switched on unread": async (ctx) => {
    const { said, ruleId } = await aRule(ctx);
    return {
      first: () => saveWatchRule(ctx, { ...said, ruleId, level: "P2", version: 1 }),
      second: () => setWatchRuleState(ctx, { ruleId, state: "on", version: 1 }),
    };
  },
  "somebody's role": async (ctx) => {
    const who = { name: "Noor", email: `${unique()}@desk.test`, role: "analyst" } as const;
    const { id: userId } = await createPerson(ctx, who);
    return {
      first: () => changeRole(ctx, { userId, role: "viewer", seen: "analyst" }),
      second: () => changeRole(ctx, { userId, role: "admin", seen: "analyst" }),
    };
  },
  "who needs a second factor": async (ctx) => {
    const { roles: seen } = await requireSecondFactor(ctx, { roles: [] });
    return {
      first: () => requireSecondFactor(ctx, { roles: ["lead"], seen }),
      second: () => requireSecondFactor(ctx, { roles: ["viewer"], seen }),
    };
  },
  "a scenario": async (ctx) => {
    const made = aScenario();
    await saveScenario(ctx, made);
    return {
      first: () => saveScenario(ctx, { ...made, about: "One", seen: made }),
      second: () => saveScenario(ctx, { ...made, about: "Two", seen: made }),
    };
  },
  "a scenario, whose id somebody else took": async (ctx) => {
    const made = aScenario();
    return {
      first: () => saveScenario(ctx, { ...made, about: "One", seen: null }),
      second: () => saveScenario(ctx, { ...made, about: "Two", seen: null }),
    };
  },
  "triage that is proposed, and set by hand": async (ctx) => {
    const { ticketId, suggestion } = await ticketWithProposal(ctx, {
      kind: "triage",
      payload: { triage: { priority: "high" }, options: [] },
    } as never);
    const analyst = await person(ctx);
    const seen = { priority: "normal" } as const;
    const input = { suggestionId: suggestion.id, verdict: "accept", mutationId: unique("mutation") } as const;
    return {
      first: () => setTriage(ctx, { ticketId, fields: { priority: "low" }, seen }),
      second: () => decide(analyst, { ...input, seen }),
    };
  },
  "the grade of a run": async (ctx) => {
    const { suggestion } = await ticketWithProposal(ctx);
    const of = { agentRunId: suggestion.agentRunId ?? 0, seen: null };
    return {
      first: () => gradeAgentRun(ctx, { ...of, grade: "right" }),
      second: () => gradeAgentRun(ctx, { ...of, grade: "should_have_abstained" }),
    };
  },
};

async function aRule(ctx: Ctx) {
  const word = unique("word");
  const said = {
    name: word,
    kind: "detect",
    subject: "messages",
    match: "words",
    looksFor: [word],
    level: "P1",
    topic: "outage",
  } as const;
  const { ruleId } = await saveWatchRule(ctx, { ...said, looksFor: [word] });
  return { said: { ...said, looksFor: [word] }, ruleId };
}

function aScenario(): Scenario {
  return Scenario.parse({
    id: slug(),
    ticket: { subject: "Thanks" },
    events: [{ kind: "customer_message", text: "Thank you." }],
    expect: { abstains: true },
  });
}

describe.each(Object.entries(changes))("%s", (_, prepare) => {
  test("is not overwritten by the second of two", async ({ ctx }) => {
    const { first, second } = await prepare(ctx);
    await first();
    await expect(second()).rejects.toMatchObject({ code: "conflict", message: /Somebody else changed/ });
  });
});

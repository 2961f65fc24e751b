/** Which learned steps are offered: no call of whose values one is only guessed. */
import { expect, test } from "vitest";
import { z } from "zod";
import type { Proposal, ToolCandidate } from "./apprentice/model";
import type { Observation, Retrieved } from "./model";
import { learnedSteps } from "./steps";
import { toolbox } from "./tools/registry";
import { defineTool } from "./tools/tool";

const at = new Date("2026-11-02T10:00:00Z");
const asked: Observation["timeline"][number] = {
  id: 1,
  ticketId: 7,
  kind: "customer_message",
  at,
  actorKind: "customer",
  actorId: null,
  actorName: "Mira Castellane",
  isPublic: true,
  body: "If I log in, the cluster k8s-live answers with an error.",
  data: {},
};
const seen: Observation = {
  ticket: {
    id: 7,
    source: "t",
    externalId: null,
    kind: "request",
    subject: "Log in",
    snippet: "",
    status: "open",
    priority: "normal",
    queueId: null,
    category: null,
    service: null,
    assigneeId: null,
    customerId: 1,
    agentState: "none",
    version: 1,
    openedAt: at,
    lastEventAt: at,
    lastCustomerAt: at,
    firstReplyAt: null,
    solvedAt: null,
    closedAt: null,
    dueAt: null,
    dueReason: null,
  },
  queueKey: null,
  assigneeName: null,
  customer: null,
  timeline: [asked],
  event: asked,
  proposed: [],
  isTriaged: false,
  isHandedOver: false,
  upTo: 1,
};
const events = defineTool({
  name: "cluster_events",
  description: "Lists the events of a cluster.",
  input: z.object({ cluster: z.string() }),
  run: async () => ({}),
});

function offered(call: Pick<ToolCandidate, "arguments" | "sureness">): string[] {
  const tool: ToolCandidate = {
    kind: "tool",
    tool: "cluster_events",
    sourceEventIds: [],
    probability: 0.6,
    ...call,
  };
  const proposal: Proposal = {
    step: tool,
    replies: [],
    tool,
    replyProbability: 0.4,
    toolProbability: 0.6,
    confidence: 0,
    typedProbability: 0.1,
    novelty: 0.5,
    nearest: [],
    abstain: null,
    features: {},
  };
  const retrieved: Retrieved = { proposal, sources: [], similar: [], followed: [], first: null };
  return learnedSteps(seen, retrieved, toolbox([events])).map(({ text }) => text);
}

test("a call is offered with the values it is fairly sure of", () => {
  expect(offered({ arguments: { cluster: "k8s-live" }, sureness: 0.8 })).toEqual([
    "Run cluster_events with cluster k8s-live.",
  ]);
});

test("a call of whose values one is a guess is not offered", () => {
  expect(offered({ arguments: { cluster: "If I" }, sureness: 0.15 })).toEqual([]);
});

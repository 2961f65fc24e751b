/** Which learned steps are offered: no call of whose values one is only guessed, no goodbye where an answer is owed. */
import { expect, test } from "vitest";
import { z } from "zod";
import type { Proposal, ReplyCandidate, ToolCandidate } from "#lib/apprentice/model";
import { toolbox } from "#lib/tools/registry";
import { defineTool } from "#lib/tools/tool";
import type { Observation, Retrieved, Source } from "./model";
import { alternativesTo, keptDraft, learnedSteps } from "./steps";
import { seenAt, seenTicket } from "./testing/seen";

const asked: Observation["timeline"][number] = {
  id: 1,
  ticketId: 7,
  kind: "customer_message",
  at: seenAt,
  actorKind: "customer",
  actorId: null,
  actorName: "Mira Castellane",
  isPublic: true,
  body: "If I log in, the cluster k8s-live answers with an error.",
  data: {},
};
const seen: Observation = {
  ticket: seenTicket,
  queueKey: null,
  assigneeName: null,
  customer: null,
  timeline: [asked],
  event: asked,
  proposed: [],
  isTriaged: false,
  trigger: 1,
  isHandedOver: false,
  upTo: 1,
};
const events = defineTool({
  name: "cluster_events",
  description: "Lists the events of a cluster.",
  input: z.object({ cluster: z.string() }),
  run: async () => ({}),
});

const trigger: Source = {
  kind: "event",
  ref: 1,
  title: "Log in",
  excerpt: asked.body,
  score: 1,
  body: asked.body,
  people: [],
  isInternal: false,
};

function stepsOf({ tool = null, replies = [] }: Partial<Pick<Proposal, "tool" | "replies">>, on = seen) {
  const proposal: Proposal = {
    step: { kind: "hand_over", probability: 1 },
    replies,
    tool,
    replyProbability: 0.4,
    toolProbability: 0.6,
    confidence: 0,
    typedProbability: 0.1,
    novelty: 0.5,
    nearest: [],
    withheld: [],
    unsaid: null,
    abstain: null,
    features: {},
  };
  const retrieved: Retrieved = {
    proposal,
    sources: [trigger],
    similar: [],
    followed: [],
    first: null,
    goodbyes: { fit: "unsure", isRash: () => false },
    withheld: [],
  };
  return learnedSteps(on, retrieved, toolbox([events]));
}

function offered(call: Pick<ToolCandidate, "arguments" | "sureness">): string[] {
  const tool = "cluster_events";
  return stepsOf({
    tool: { kind: "tool", tool, sourceEventIds: [], probability: 0.6, support: 9, ...call },
  }).map(({ text }) => text);
}

function reply(text: string, ending: number): ReplyCandidate {
  return {
    kind: "reply",
    text,
    templateKey: text,
    sourceEventIds: [],
    slots: {},
    probability: 0.3,
    ending,
    support: 9,
  };
}

test("a call is offered with the values it is fairly sure of", () => {
  expect(offered({ arguments: { cluster: "k8s-live" }, sureness: 0.8 })).toEqual([
    "Run cluster_events with cluster k8s-live.",
  ]);
});

test("a call of whose values one is a guess is not offered", () => {
  expect(offered({ arguments: { cluster: "If I" }, sureness: 0.15 })).toEqual([]);
});

const replies = [reply("Let me look at the cluster.", 0), reply("Glad it works, I close this.", 0.9)];

test("a goodbye is no alternative where an answer is owed", () => {
  const draft = { kind: "escalation" as const, text: "" };
  const texts = (on: Observation) => alternativesTo(draft, stepsOf({ replies }, on)).map(({ text }) => text);
  expect(texts(seen)).toEqual(["Let me look at the cluster."]);
  const answered = { ...asked, id: 2, kind: "analyst_reply" as const, body: "Please try again." };
  const thanks = { ...asked, id: 3, body: "It works, thanks." };
  expect(texts({ ...seen, timeline: [asked, answered, thanks] })).toHaveLength(2);
  const question = { ...asked, id: 3, body: "It does not. What next?" };
  expect(texts({ ...seen, timeline: [asked, answered, question] })).toHaveLength(1);
});

test("a draft that was kept back stays beside a hand-over only where it is not unlikely altogether", () => {
  const draft = {
    kind: "reply" as const,
    text: "Glad it works.",
    payload: {},
    sources: [],
    why: "",
    engine: "apprentice" as const,
    model: "m",
    degraded: null,
  };
  expect(keptDraft(draft, 0.3).map(({ text }) => text)).toEqual(["Glad it works."]);
  expect(keptDraft(draft, 0.01)).toEqual([]);
});

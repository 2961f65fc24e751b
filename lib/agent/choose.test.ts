/** Which candidate is chosen and which are offered: no call of whose values one is only guessed, no goodbye where an answer is owed. */
import { expect, test } from "vitest";
import { z } from "zod";
import type { Proposal, ReplyCandidate, ToolCandidate } from "#lib/apprentice/model";
import { newApprentice } from "#lib/apprentice/state";
import { defaultGateSettings, newGate } from "#lib/policy/gate/gate";
import { stepsOffered } from "#lib/suggestions/step";
import { toolbox } from "#lib/tools/registry";
import { defineTool } from "#lib/tools/tool";
import { check } from "./acts";
import { escalation } from "./candidates/by-rule";
import type { Scored } from "./candidates/candidate";
import { gather } from "./candidates/gather";
import { choose, inOrder, inPlaceOf, leadOf, offeredBeside, offeredWith } from "./choose";
import type { Observation, Retrieved } from "./model";
import { score } from "./score";
import type { Source } from "./source";
import { seenEvent, seenOn, seenSource } from "./testing/seen";

const asked = seenEvent(1, "customer_message", "If I log in, the cluster k8s-live answers with an error.");
const seen = seenOn([asked], asked);
const events = defineTool({
  name: "cluster_events",
  description: "Lists the events of a cluster.",
  input: z.object({ cluster: z.string() }),
  run: async () => ({}),
});

const trigger = seenSource("event", 1, asked.body);

const past: Source = { ...trigger, kind: "ticket", ref: 8, eventId: 9, body: "Let me look.", excerpt: "" };

type Known = Partial<Pick<Proposal, "tool" | "replies" | "novelty" | "confidence" | "step">>;

/** What is known at a moment, with a source to rest on. */
function knowing(
  { tool = null, replies = [], ...known }: Known,
  sources: Source[] = [trigger, past],
): Retrieved {
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
    lacking: null,
    abstain: null,
    features: {},
    ...known,
  };
  return {
    proposal,
    sources,
    similar: [],
    articles: [],
    goodbyes: { fit: "unsure", isRash: () => false },
    barred: [],
  };
}

/** The candidates of a moment, checked and put to a gate that has learned nothing. */
function weighed(retrieved: Retrieved, on = seen): Scored[] {
  const by = { engine: newApprentice(), tools: toolbox([events]) };
  const gate = { gate: newGate(), settings: defaultGateSettings };
  return gather(on, retrieved, by).candidates.map((one) => ({
    ...one,
    checked: check(one, on, retrieved),
    gate: score(one, on, retrieved, gate),
  }));
}

function offered(call: Pick<ToolCandidate, "arguments" | "sureness">): string[] {
  const tool = "cluster_events";
  const retrieved = knowing({
    tool: {
      kind: "tool",
      tool,
      sourceEventIds: [],
      probability: 0.6,
      support: 9,
      specificity: 0,
      unlike: 0,
      rival: null,
      ...call,
    },
  });
  return inOrder(weighed(retrieved), retrieved).map(({ text }) => text);
}

function reply(text: string, ending: number): ReplyCandidate {
  return {
    kind: "reply",
    text,
    templateKey: text,
    sourceEventIds: [9],
    slots: {},
    probability: 0.3,
    ending,
    support: 9,
    unlike: 0,
  };
}

test("a call is offered with the values it is fairly sure of", () => {
  expect(offered({ arguments: { cluster: "k8s-live" }, sureness: 0.8 })).toEqual([
    "Run cluster_events with cluster k8s-live.",
  ]);
});

test("the call about the other thing of its kind is offered beside the first, which says so", () => {
  const two = seenEvent(1, "customer_message", "k8s-live answers (k8s-test does not), vm-11 is down.");
  const on = seenOn([two], two);
  const tool: ToolCandidate = {
    kind: "tool",
    tool: "cluster_events",
    arguments: { cluster: "k8s-live" },
    rival: { cluster: "k8s-test" },
    sourceEventIds: [],
    probability: 0.6,
    support: 9,
    sureness: 0.95,
    specificity: 0,
    unlike: 0,
  };
  const retrieved = knowing({ tool, step: tool });
  const candidates = weighed(retrieved, on);
  const call = choose(candidates, retrieved);
  if (!call) throw new Error("A call is known.");
  expect(call.why).toContain("k8s-test");
  expect(offeredBeside(call, candidates, on, retrieved).map(({ text }) => text)).toEqual([
    "Run cluster_events with cluster k8s-test.",
  ]);
  expect(leadOf(call, on, retrieved), "nobody but an analyst decides which").toEqual({});
});

test("a call of whose values one is a guess is not offered", () => {
  expect(offered({ arguments: { cluster: "If I" }, sureness: 0.15 })).toEqual([]);
});

const replies = [reply("Let me look at the cluster.", 0), reply("Glad it works, I close this.", 0.9)];

const byHand = escalation(seen, { sources: [], instruction: null }, "Somebody has to look.");

test("a goodbye is not offered where an answer is owed", () => {
  const retrieved = knowing({ replies, confidence: 0.3 });
  const texts = (on: Observation) =>
    offeredBeside(byHand, weighed(retrieved, on), on, retrieved).map(({ text }) => text);
  expect(texts(seen)).toEqual(["Let me look at the cluster."]);
  const answered = seenEvent(2, "analyst_reply", "Please try again.");
  const thanks = seenEvent(3, "customer_message", "It works, thanks.");
  expect(texts(seenOn([asked, answered, thanks], asked))).toHaveLength(2);
  const question = seenEvent(3, "customer_message", "It does not. What next?");
  expect(texts(seenOn([asked, answered, question], asked))).toHaveLength(1);
});

test("what is likelier than noise is offered, as much of it as has a key, and what failed a check is not", () => {
  const likely = (place: number) => ({
    ...reply(`Let me look at cluster number ${"x".repeat(place + 1)}.`, 0),
    probability: 0.25,
  });
  const many = knowing({ replies: [0, 1, 2, 3, 4, 5, 6, 7].map(likely) });
  expect(offeredBeside(byHand, weighed(many), seen, many)).toHaveLength(stepsOffered);
  const noise = knowing({ replies: [likely(0), { ...likely(1), probability: 0.24 }], confidence: 0.24 });
  expect(offeredBeside(byHand, weighed(noise), seen, noise)).toEqual([]);
  const foreign = knowing({ replies: [{ ...likely(0), text: "Please restart vm-77421." }] });
  expect(offeredBeside(undefined, weighed(foreign), seen, foreign)).toEqual([]);
});

test("a first reply is offered as far as it is believed, and beside a call as far as a reply is due at all", () => {
  const retrieved = knowing({
    replies: [{ ...reply("Let me look at the cluster.", 0), probability: 0.9 }],
    confidence: 0.5,
  });
  const candidates = weighed(retrieved);
  const call = { ...byHand, kind: "diagnostic" as const, payload: { call: { tool: "x", arguments: {} } } };
  expect(offeredBeside(byHand, candidates, seen, retrieved)).toMatchObject([{ probability: 0.5 }]);
  expect(offeredBeside(call, candidates, seen, retrieved), "a reply is due in .4 of such cases").toEqual([]);
});

test("what was withheld stays beside a hand-over only where it is not unlikely altogether", () => {
  const [first, second] = weighed(knowing({ replies }));
  if (!first || !second) throw new Error("Two replies are known.");
  const offeredAt = (probability: number) =>
    offeredWith({ ...first, gate: { ...first.gate, probability } }, [second]).map(({ text }) => text);
  expect(offeredAt(0.3)).toEqual([first.text, second.text]);
  expect(offeredAt(0.01)).toEqual([second.text]);
});

test("in place of what failed a check comes the likeliest learned reply that the gate would show, and no call", () => {
  const tool = "cluster_events";
  const call = { kind: "tool" as const, tool, arguments: { cluster: "k8s-live" }, sourceEventIds: [9] };
  const texts = ["Please restart vm-77421.", "Let me look at the cluster.", "Which release is it?"];
  const known = knowing({
    replies: texts.map((text, place) => ({ ...reply(text, 0), probability: 0.5 - place / 10 })),
    tool: { ...call, probability: 0.6, support: 9, specificity: 0, sureness: 0.9, unlike: 0, rival: null },
  });
  const [failed, ...others] = weighed(known).map((one) => ({
    ...one,
    gate: { ...one.gate, verdict: "show" as const },
  }));
  if (!failed) throw new Error("A reply is known.");
  expect(failed.checked.ok, "it names what is not on this ticket").toBe(false);
  expect(inPlaceOf(failed, [failed, ...others], known)?.text).toBe("Let me look at the cluster.");
  const unsure = others.map((one) =>
    one.text === texts[1] ? { ...one, gate: { ...one.gate, verdict: "abstain" as const } } : one,
  );
  expect(inPlaceOf(failed, [failed, ...unsure], known)?.text).toBe("Which release is it?");
  const calls = others.filter(({ kind }) => kind === "diagnostic");
  expect(calls).toHaveLength(1);
  expect(inPlaceOf(failed, [failed, ...calls], known)).toBeNull();
});

const article: Source = {
  kind: "article",
  ref: 7,
  title: "Certificates that stay pending",
  excerpt: "The record is missing.",
  score: 0.5,
  body: "The record is missing [1].",
  people: [],
  isInternal: false,
};

/** What is said where a learned reply and an article are known. */
function said(known: Pick<Proposal, "novelty" | "confidence">) {
  const learned = reply("Please create the record.", 0);
  const retrieved = knowing({ step: learned, replies: [learned], ...known }, [trigger, article]);
  return choose(weighed(retrieved), retrieved);
}

test("where a past case is alike, its answer is preferred to an article although both are unsure", () => {
  expect(said({ novelty: 0.2, confidence: 0.4 })).toMatchObject({ origin: "template", id: "reply-0" });
});

test("where nothing alike was answered, the article is quoted as it stands, and cited", () => {
  const quoted = said({ novelty: 0.9, confidence: 0.1 });
  expect(quoted?.text).toContain("The record is missing [1].");
  expect(quoted?.sources).toEqual([article]);
});

test("an answer to be sure of is preferred to an article, however new the case", () => {
  expect(said({ novelty: 0.9, confidence: 0.8 })?.origin).toBe("template");
});

test("where nothing alike was answered, what a text for the team orders goes before a guess at a reply", () => {
  const instruction = { text: "Start the refund at once.", source: { ...article, isInternal: true } };
  const learned = reply("Please create the record.", 0);
  const chosenAt = (known: Pick<Proposal, "novelty" | "confidence">) => {
    const retrieved = knowing({ step: learned, replies: [learned], ...known }, [trigger, instruction.source]);
    return choose(weighed(retrieved), { ...retrieved, instruction });
  };
  expect(chosenAt({ novelty: 0.9, confidence: 0.1 })).toBeNull();
  expect(chosenAt({ novelty: 0.2, confidence: 0.4 })?.id).toBe("reply-0");
  expect(chosenAt({ novelty: 0.9, confidence: 0.8 })?.id).toBe("reply-0");
});

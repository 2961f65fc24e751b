/** What the built-in model answers with: a learned reply where a past case is alike, an article where none is. */
import { expect, test } from "vitest";
import type { Proposal, ReplyCandidate } from "#lib/apprentice/model";
import { apprenticeModel, apprenticeOptions } from "./apprentice-model";
import type { Source } from "./model";

const article: Source = {
  kind: "article",
  ref: 7,
  title: "Certificates that stay pending",
  excerpt: "The record is missing.",
  score: 0.5,
  body: "The record is missing.",
  people: [],
  isInternal: false,
};
const learned: ReplyCandidate = {
  kind: "reply",
  text: "Please create the record 730218.acme.example.",
  templateKey: "please create the record",
  sourceEventIds: [],
  slots: {},
  probability: 0.9,
  ending: 0,
  support: 9,
};

test("where a past case is alike, its answer is preferred to an article although both are unsure", async () => {
  expect(await answerOf({ novelty: 0.2, confidence: 0.4 })).toBe(learned.text);
});

test("where nothing alike was answered, the article is quoted", async () => {
  expect(await answerOf({ novelty: 0.9, confidence: 0.1 })).toContain("The record is missing. [1]");
});

test("an answer to be sure of is preferred to an article, however new the case", async () => {
  expect(await answerOf({ novelty: 0.9, confidence: 0.8 })).toBe(learned.text);
});

async function answerOf(known: Pick<Proposal, "novelty" | "confidence">) {
  const proposal: Proposal = {
    step: learned,
    replies: [learned],
    tool: null,
    replyProbability: 1,
    toolProbability: 0,
    typedProbability: 0.1,
    nearest: [],
    withheld: [],
    unsaid: null,
    abstain: null,
    features: {},
    ...known,
  };
  const context = { proposal, sources: [article], to: null, language: null, call: null, followed: null };
  const { content } = await apprenticeModel().doGenerate({
    prompt: [],
    providerOptions: apprenticeOptions(context),
  });
  return content[0]?.type === "text" ? content[0].text : null;
}

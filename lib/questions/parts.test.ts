/** Questions that ask several things, in every language: each is found, and one that only looks like several stays whole. */
import { expect, test } from "vitest";
import type { QuestionKind } from "./examples/kinds";
import { questionParts } from "./parts";

test.each<[string, QuestionKind[]]>([
  ["What was tried so far, and what is still open?", ["done", "open"]],
  ["What did the customer ask? What was tried? What is open?", ["asked", "done", "open"]],
  ["Was wurde schon versucht und was ist noch offen?", ["done", "open"]],
  ["Qu'est-ce qui a été essayé et que reste-t-il à faire ?", ["done", "open"]],
  ["¿Qué se ha probado y qué queda pendiente?", ["done", "open"]],
  ["Cosa è stato provato e cosa resta aperto?", ["done", "open"]],
  ["O que já foi tentado e o que falta fazer?", ["done", "open"]],
  ["Wat is er al geprobeerd en wat staat er nog open?", ["done", "open"]],
  ["目前试过什么，还有什么没解决？", ["done", "open"]],
  ["What was tried? How do I rotate an access key?", ["done", "other"]],
  ["How do I grow a volume and restart the node?", ["other"]],
  ["Who has this ticket, Ann or Bob?", ["people"]],
  ["The customer says the mail is slow. How do I restart the gateway?", ["other"]],
])("each question of “%s” is understood", (question, kinds) => {
  const parts = questionParts(question);
  expect(parts.map(({ kind }) => kind)).toEqual(kinds);
  expect(
    parts
      .map(({ text }) => text)
      .join(" ")
      .replace(/\P{L}/gu, ""),
  ).toBe(question.replace(/\P{L}/gu, ""));
});

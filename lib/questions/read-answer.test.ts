/** What is made of a model's sentences: with and without sources, with wrong numbers, with values from nowhere. */
import { expect, test } from "vitest";
import { type Listed, readAnswer } from "./read-answer";

const article = { kind: "article", ref: 7, title: "Quota", excerpt: "", score: 1 } as const;
const runbook = { ...article, ref: 8 };
const listed: Listed[] = [
  { citation: article, body: "The quota is 96 vCPUs and can be raised to 192.", isInternal: false },
  { citation: runbook, body: "Ask the capacity team first.", isInternal: true },
];
const read = (text: string) =>
  readAnswer(text, listed, "Project pxf-render").map(({ role, text: said, citations, say }) => ({
    role,
    text: said,
    refs: citations.map(({ ref }) => ref),
    say,
  }));

test("a sentence rests on the sources it names, wherever the mark stands", () => {
  const said = {
    role: "statement",
    text: "The quota is 96 vCPUs.",
    refs: [7],
    say: "The quota is 96 vCPUs.",
  };
  expect(read("The quota is 96 vCPUs [1].")).toEqual([said]);
  expect(read("The quota is 96 vCPUs. [1]")).toEqual([said]);
  expect(read("配额是 96。[1] 可以提高到 192。[1]").map(({ refs }) => refs)).toEqual([[7], [7]]);
});

test("without a source, with a number of nothing, or with a value from nowhere it is marked", () => {
  expect(read("The quota is 96 vCPUs.")).toMatchObject([{ role: "unsupported", refs: [] }]);
  expect(read("The quota is 96 vCPUs [9].")).toMatchObject([{ role: "unsupported", refs: [] }]);
  expect(read("The quota is 4711 vCPUs [1].")).toMatchObject([{ role: "unsupported", refs: [7] }]);
  expect(read("Raise it for pxf-render [1].")).toMatchObject([{ role: "statement" }]);
});

test("what rests on something internal is not for customers; an announcement states nothing", () => {
  expect(read("Ask the capacity team first [2].")).toMatchObject([{ role: "statement", say: undefined }]);
  expect(read("The steps:\n- Raise it to 192 [1]")).toMatchObject([{ role: "lead" }, { role: "statement" }]);
});

test("time is linear in the answer", () => {
  const began = performance.now();
  read(`${". [1][1]".repeat(20_000)} [1`);
  expect(performance.now() - began).toBeLessThan(20_000);
});

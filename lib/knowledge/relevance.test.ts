/** Telling a passage that is about a question from the nearest there is. */
import { expect, test } from "vitest";
import { readPassage } from "./parse-passage";
import { sentencesOf } from "./phrases";
import { inverseFrequency, type QueryTerm } from "./rank";
import { relevance, textSimilarity } from "./relevance";
import { terms } from "./terms";

const total = 1_000;
const rarity = () => inverseFrequency(3, total);

function asked(text: string, unknown: string[] = []) {
  const found = [...new Set(terms(text))].map((term): QueryTerm => {
    return { term, idf: rarity(), weight: rarity(), asked: rarity(), isKnown: !unknown.includes(term) };
  });
  return { terms: found, sentences: sentencesOf(text) };
}

const volume = readPassage({
  title: "Volume stuck in attaching",
  body: "A volume that stays in attaching for minutes is released with a forced detach, then attached again.",
});

test("the same matter in other words is about it, a shared word is not", () => {
  expect(
    relevance(textSimilarity(asked("our volume is stuck in attaching for ten minutes"), volume, rarity)),
  ).toBeGreaterThan(0.5);
  expect(
    relevance(textSimilarity(asked("the volume of the hotline music is loud"), volume, rarity)),
  ).toBeLessThan(0.5);
});

test("a message of a word or two is never sure of anything", () => {
  for (const text of ["volume", "attaching?", "minutes"])
    expect(relevance(textSimilarity(asked(text), volume, rarity)), text).toBeLessThan(0.5);
});

test("words of the question that no passage has make it less similar", () => {
  const sure = textSimilarity(asked("volume stuck attaching minutes"), volume, rarity);
  const unsure = textSimilarity(
    asked("volume stuck attaching minutes kerberos realm", ["kerbero"]),
    volume,
    rarity,
  );
  expect(unsure).toBeLessThan(sure);
});

test("text similarity stays in [0, 1] and is 1 for the passage itself", () => {
  const itself = readPassage({ title: "", body: "one volume stuck attaching minutes forced detach" });
  expect(
    textSimilarity(asked("one volume stuck attaching minutes forced detach"), itself, rarity),
  ).toBeCloseTo(1);
});

const ingesting = readPassage({
  title: "Samples missing",
  body: `# Meaning

Prometheus is not ingesting samples. All of what it scrapes is lost until somebody acts, and nobody is told.

# Steps

Look at the targets and the write-ahead log, at the disk and its quota, and at what was changed in the configuration.
Compare the head of the database with \`prometheus_tsdb_head_samples_appended_total\`, then restart it once.`,
});

test("a sentence that stands word for word in a passage is enough, unless it is little of what was said", () => {
  const about = (text: string) => relevance(textSimilarity(asked(text), ingesting, rarity));
  expect(
    about("Prometheus is not ingesting samples.\nsomewhere quite different labels follow"),
  ).toBeGreaterThan(0.5);
  expect(
    about(
      `Prometheus is not ingesting samples. But what I want to know is why our invoice of last month has two lines for
      the same volume, whom we have to pay for the private network, and when our contract ends in Bergen.`,
    ),
  ).toBeLessThan(0.5);
});

test("words that stand together as in the question count more than the same words apart", () => {
  const together = readPassage({ title: "", body: "the file descriptors run out while other nodes wait" });
  const apart = readPassage({ title: "", body: "the descriptors wait while other nodes run the file out" });
  const question = asked("file descriptors of the kernel soon exhausted");
  expect(textSimilarity(question, together, rarity)).toBeGreaterThan(textSimilarity(question, apart, rarity));
});

test("a word written as two is the same word", () => {
  const question = asked("filesystem almost full");
  const written = (body: string) => textSimilarity(question, readPassage({ title: "", body }), rarity);
  expect(written("the file system is almost full here")).toBeGreaterThan(0.3);
  expect(written("the file beside that system is almost full here")).toBeLessThan(
    written("the file system is almost full here"),
  );
});

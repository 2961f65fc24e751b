/** Telling a passage that is about a question from the nearest there is. */
import { expect, test } from "vitest";
import { aboutness, likeness } from "./likeness";
import { inverseFrequency, type QueryTerm } from "./rank";
import { readPassage } from "./reading";
import { terms } from "./terms";

const total = 1_000;
const rarity = () => inverseFrequency(3, total);

function asked(text: string, unknown: string[] = []): QueryTerm[] {
  return [...new Set(terms(text))].map((term) => ({
    term,
    idf: rarity(),
    weight: rarity(),
    asked: rarity(),
    isKnown: !unknown.includes(term),
  }));
}

const volume = readPassage({
  title: "Volume stuck in attaching",
  body: "A volume that stays in attaching for minutes is released with a forced detach, then attached again.",
});

test("the same matter in other words is about it, a shared word is not", () => {
  expect(
    aboutness(likeness(asked("our volume is stuck in attaching for ten minutes"), volume, rarity)),
  ).toBeGreaterThan(0.5);
  expect(aboutness(likeness(asked("the volume of the hotline music is loud"), volume, rarity))).toBeLessThan(
    0.5,
  );
});

test("a message of a word or two is never sure of anything", () => {
  for (const text of ["volume", "attaching?", "minutes"])
    expect(aboutness(likeness(asked(text), volume, rarity)), text).toBeLessThan(0.5);
});

test("words of the question that no passage has make it less alike", () => {
  const sure = likeness(asked("volume stuck attaching minutes"), volume, rarity);
  const unsure = likeness(
    asked("volume stuck attaching minutes kerberos realm", ["kerbero"]),
    volume,
    rarity,
  );
  expect(unsure).toBeLessThan(sure);
});

test("likeness stays in [0, 1] and is 1 for the passage itself", () => {
  const itself = readPassage({ title: "", body: "one volume stuck attaching minutes forced detach" });
  expect(likeness(asked("one volume stuck attaching minutes forced detach"), itself, rarity)).toBeCloseTo(1);
});

/** Whether a reply tells that nothing was found, and whether a tool's word does: the one is learnt from examples, the other is what interfaces call it. Pure. */
import { newSoftmax, normalise, type Softmax, score, train } from "#lib/apprentice/softmax";
import { literalText, sentencesOf } from "#lib/apprentice/templates";
import { hash, readWords } from "#lib/apprentice/tokens";
import { replies } from "./replies";

const rounds = 14;
/** Sentences that tell what was found; what follows says what to do. */
const TELLING = 2;

let trained: Softmax | null = null;

/** How likely a reply tells that nothing was found. */
export function chanceOfNothing(pattern: string): number {
  trained ??= trainedOnExamples();
  const scores = new Float32Array(2);
  score(trained, featuresOf(sentencesOf(literalText(pattern)).slice(0, TELLING).join(" ")), scores);
  normalise(scores, Uint8Array.of(1, 1));
  return scores[1] ?? 0;
}

function trainedOnExamples(): Softmax {
  const lines = (text: string) => text.split("\n").map(featuresOf);
  const rows = replies.flatMap(({ calm, fault }) => [
    ...lines(fault).map((features) => ({ features, target: 0 })),
    ...lines(calm).map((features) => ({ features, target: 1 })),
  ]);
  const model = newSoftmax();
  // Each class in turn, so that neither has the last word.
  const [faults, calms] = [0, 1].map((target) => rows.filter((row) => row.target === target));
  const turns = rows.map((_, at) => {
    const side = (at % 2 === 0 ? faults : calms) ?? rows;
    return side[Math.floor(at / 2) % side.length] ?? { features: new Uint32Array(), target: 0 };
  });
  for (let round = 0; round < rounds; round++)
    for (const { features, target } of turns)
      train(model, features, target, Uint8Array.of(1, 1), new Float32Array(2));
  return model;
}

/** Words, pairs of words, and pieces of words, so that another ending says the same. */
function featuresOf(text: string): Uint32Array {
  const words = readWords(text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase());
  const found = new Set<number>();
  for (const [at, word] of words.entries()) {
    found.add(hash(`w ${word}`));
    found.add(hash(`p ${words[at - 1] ?? "^"} ${word}`));
    const edged = `^${word}$`;
    for (let start = 0; start + 4 <= edged.length; start++)
      found.add(hash(`c ${edged.slice(start, start + 4)}`));
  }
  return Uint32Array.from(found);
}

/** Status words by which interfaces say that all is well: of Nagios, Kubernetes, health checks, clouds, storage, mail and access. */
const WELL =
  /^(?:ok|okay|up|ready|running|healthy|passing|pass|passed|active|available|operational|normal|nominal|optimal|good|fine|green|clear|stable|synced|connected|reachable|succeeded|success|successful|completed|delivered|permits?|permitted|allows?|allowed|granted|valid|verified|usual|none)$/u;
/** Words beside them that change nothing about it. */
const BESIDE = /^(?:all|as|is|are|in|of|state|status|targets|checks|with|and|sent)$/u;

/** True for a status that says, in the words of interfaces, that all is well: "all_healthy", "AsUsual". */
export function saysWell(status: string): boolean {
  const words = status
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "");
  return words.some((word) => WELL.test(word)) && words.every((word) => WELL.test(word) || BESIDE.test(word));
}

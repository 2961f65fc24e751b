/** Vectors for texts without a model: words hashed into directions, words that mean the same into the same one. */
import { createHash } from "node:crypto";
import { unit } from "#lib/knowledge/embedding-similarity";
import { terms } from "#lib/knowledge/terms";

/** Each line is one meaning; a word stands for the first of its line. */
const meanings = `sign-in login log authenticate
  fail cannot error wrong impossible
  bill invoice charge
  full space storage disk volume
  slow sluggish response saturate
  e-mail mail message notification
  certificate secure tls browser
  delete loss restore recover backup snapshot
  crash restart loop pod container
  member colleague invite access role
  cancel stop terminate subscription contract
  network ping connectivity route reach
  parcel order delivery shipment track`
  .split("\n")
  .map((line) => terms(line));
const meaningOf = new Map(meanings.flatMap(([first = "", ...words]) => words.map((word) => [word, first])));

/** The same for the same text, on every machine; close for texts whose words mean the same. */
export function fakeEmbedding(text: string, dimensions = 256): number[] {
  const sum = Array.from({ length: dimensions }, () => 0);
  for (const word of new Set(terms(text).map((term) => meaningOf.get(term) ?? term)))
    for (const [place, value] of directionOf(word, dimensions).entries())
      sum[place] = (sum[place] ?? 0) + value;
  return unit(sum) ?? directionOf("", dimensions);
}

const directions = new Map<string, number[]>();

function directionOf(word: string, dimensions: number): number[] {
  const key = `${dimensions} ${word}`;
  const known = directions.get(key);
  if (known) return known;
  const direction: number[] = [];
  for (let block = 0; direction.length < dimensions; block++)
    for (const byte of createHash("sha256").update(`${word} ${block}`).digest()) direction.push(byte - 127.5);
  const made = unit(direction.slice(0, dimensions)) ?? [];
  if (directions.size >= 100_000) directions.clear();
  directions.set(key, made);
  return made;
}

/** Past moments kept to be learnt again beside every new one, so that the new does not wipe out the old. */
import { type Network, scoreNetwork, trainNetwork } from "./network";
import { possibleClasses } from "./opinion";
import { classOf, type Repertoire } from "./repertoire";
import type { Reader, Writer } from "./snapshot";
import { normalise, type Softmax, train } from "./softmax";
import { nextRandom, type RandomState } from "./tokens";

/** What a moment looked like, which slots could be filled, what came next. */
export type Point = { features: Uint32Array; slots: Set<string>; key: string };

export type Rehearsal = { points: Point[]; seen: number };

const POINTS_KEPT = 30_000;
const REHEARSALS = 4;

type Learners = { repertoire: Repertoire; softmax: Softmax; network: Network };

/** Learns a new point together with some old ones. */
export function learnPoint(
  learners: Learners,
  rehearsal: Rehearsal,
  point: Point,
  random: RandomState,
): void {
  rehearse(learners, point);
  for (let again = 0; again < REHEARSALS; again++) {
    const old = rehearsal.points[Math.floor(nextRandom(random) * rehearsal.points.length)];
    if (old) rehearse(learners, old);
  }
}

/** Keeps a point to be learnt again; once the memory is full it stays a uniform sample of all. */
export function keepPoint(rehearsal: Rehearsal, point: Point, random: RandomState): void {
  rehearsal.seen++;
  if (rehearsal.points.length < POINTS_KEPT) {
    rehearsal.points.push(point);
    return;
  }
  const place = Math.floor(nextRandom(random) * rehearsal.seen);
  if (place < POINTS_KEPT) rehearsal.points[place] = point;
}

export function writeRehearsal(writer: Writer, { points, seen }: Rehearsal): void {
  writer.number(seen);
  writer.json(points.map((point) => [point.key, [...point.slots]]));
  writer.array(Uint16Array.from(points, (point) => point.features.length));
  const flat = new Uint32Array(points.reduce((sum, point) => sum + point.features.length, 0));
  let at = 0;
  for (const point of points) {
    flat.set(point.features, at);
    at += point.features.length;
  }
  writer.array(flat);
}

export function readRehearsal(reader: Reader): Rehearsal {
  const seen = reader.number();
  const heads = reader.json() as [string, string[]][];
  const lengths = reader.uint16s();
  const flat = reader.uint32s();
  let at = 0;
  const points = heads.map(([key, slots], index): Point => {
    const start = at;
    at += lengths[index] ?? 0;
    return { key, slots: new Set(slots), features: flat.slice(start, at) };
  });
  return { points, seen };
}

function rehearse({ repertoire, softmax, network }: Learners, point: Point): void {
  const possible = possibleClasses(repertoire, point.slots);
  const target = classOf(repertoire, point.key);
  if (!possible[target]) return;
  const scratch = new Float32Array(possible.length);
  train(softmax, point.features, target, possible, scratch);
  scoreNetwork(network, point.features, scratch);
  normalise(scratch, possible);
  scratch[target] = (scratch[target] as number) - 1;
  trainNetwork(network, point.features, scratch);
}

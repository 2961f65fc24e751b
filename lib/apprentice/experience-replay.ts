/** Experience replay: past examples trained on again with each new one, so that old knowledge is not forgotten. */

import { possibleClasses } from "./ensemble";
import { type Network, scoreNetwork, trainNetwork } from "./network";
import type { Reader, Writer } from "./snapshot";
import { normalise, type Softmax, train } from "./softmax";
import { classOf, type TemplateStore } from "./template-store";
import { nextRandom, type RandomState } from "./tokens";

/** A training example: features, the slots that could be filled, and the step that came next. */
export type Point = { features: Uint32Array; slots: Set<string>; key: string };

export type ExperienceReplay = { points: Point[]; seen: number };

const POINTS_KEPT = 30_000;
const REPLAYS_A_POINT = 4;

type Learners = { templateStore: TemplateStore; softmax: Softmax; network: Network };

/** Learns a new point together with some old ones. */
export function learnPoint(
  learners: Learners,
  experienceReplay: ExperienceReplay,
  point: Point,
  random: RandomState,
): void {
  replayPoint(learners, point);
  for (let again = 0; again < REPLAYS_A_POINT; again++) {
    const old = experienceReplay.points[Math.floor(nextRandom(random) * experienceReplay.points.length)];
    if (old) replayPoint(learners, old);
  }
}

/** Keeps a point to be learnt again; once the memory is full it stays a uniform sample of all. */
export function keepPoint(experienceReplay: ExperienceReplay, point: Point, random: RandomState): void {
  experienceReplay.seen++;
  if (experienceReplay.points.length < POINTS_KEPT) {
    experienceReplay.points.push(point);
    return;
  }
  const place = Math.floor(nextRandom(random) * experienceReplay.seen);
  if (place < POINTS_KEPT) experienceReplay.points[place] = point;
}

export function writeExperienceReplay(writer: Writer, { points, seen }: ExperienceReplay): void {
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

export function readExperienceReplay(reader: Reader): ExperienceReplay {
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

function replayPoint({ templateStore, softmax, network }: Learners, point: Point): void {
  const possible = possibleClasses(templateStore, point.slots);
  const target = classOf(templateStore, point.key);
  if (!possible[target]) return;
  const scratch = new Float32Array(possible.length);
  train(softmax, point.features, target, possible, scratch);
  scoreNetwork(network, point.features, scratch);
  normalise(scratch, possible);
  scratch[target] = (scratch[target] as number) - 1;
  trainNetwork(network, point.features, scratch);
}

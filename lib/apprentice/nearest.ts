/** Nearest neighbours: finds the most similar past situations, as sources to cite and as a second prediction of the next step. */
import { kindsIn } from "./call/kinds";
import type { DialogueState } from "./dialogue-state";
import { countKind, discountKind, type KindsOfSteps, kindsOfSteps } from "./own-steps";
import type { Reader, Writer } from "./snapshot";
import { hash } from "./tokens";

/** One remembered moment: what came next, where, and of which kind that ticket was. */
export type PastState = { key: string; ticketId: number; eventId: number; kind: string; norm: number };

export type Nearest = {
  /** A ring: moment number n stands at n modulo its size, the oldest is overwritten. */
  moments: PastState[];
  total: number;
  /** Numbers of the newest moments of every token, oldest first. */
  postings: Map<number, number[]>;
  /** Of the remembered moments; not stored. */
  kinds: KindsOfSteps;
};

export type Neighbour = { moment: PastState; similarity: number };

const MOMENTS_KEPT = 40_000;
const POSTINGS_KEPT = 192;
const TOKENS_ASKED = 28;
/** Share of the moments below which a word is rare. */
const RARE = 0.03;
const TOKENS_KEPT = 200_000;

export function newNearest(): Nearest {
  return { moments: [], total: 0, postings: new Map(), kinds: new Map() };
}

/** Weighted tokens of a moment: the last turn and the last steps count most. */
export function momentTokens(dialogue: DialogueState): Map<number, number> {
  const tokens = new Map<number, number>();
  const put = (text: string, weight: number): void => {
    const token = hash(text);
    tokens.set(token, Math.max(weight, tokens.get(token) ?? 0));
  };
  for (const word of dialogue.turnWords.slice(0, 60)) put(`w${word}`, 1.5);
  for (const word of [...dialogue.allWords].slice(0, 80)) put(`a${word}`, 0.5);
  for (const kind of kindsIn(dialogue.turnText)) put(`k${kind}`, 1.5);
  for (const fact of dialogue.lastResult) put(`f${fact} ${dialogue.resultTold}`, 2);
  put(`l${dialogue.steps.at(-1) ?? ""} ${dialogue.lastReply}`, 2.5);
  put(`d${dialogue.done.at(-2) ?? ""} ${dialogue.done.at(-1) ?? ""}`, 1.5);
  put(`t${dialogue.lastTool} ${dialogue.resultTold}`, 1.5);
  return tokens;
}

export function remember(
  nearest: Nearest,
  moment: Omit<PastState, "norm">,
  tokens: ReadonlyMap<number, number>,
): void {
  const number = nearest.total++;
  let square = 0;
  for (const [token, weight] of tokens) {
    square += weight * weight;
    const places = nearest.postings.get(token) ?? [];
    places.push(number);
    if (places.length > POSTINGS_KEPT) places.shift();
    // Re-inserting keeps the map ordered by last use.
    nearest.postings.delete(token);
    nearest.postings.set(token, places);
  }
  const place = number % MOMENTS_KEPT;
  const overwritten = nearest.moments[place];
  if (overwritten) discountKind(nearest.kinds, overwritten);
  nearest.moments[place] = { ...moment, norm: Math.sqrt(square) };
  countKind(nearest.kinds, moment);
  if (nearest.postings.size > TOKENS_KEPT) {
    for (const token of nearest.postings.keys()) {
      nearest.postings.delete(token);
      break;
    }
  }
}

/** True for a word few of the remembered moments had heard. */
export function isRareWord(nearest: Nearest, word: string): boolean {
  const places = nearest.postings.get(hash(`a${word}`))?.length ?? 0;
  return places < Math.min(POSTINGS_KEPT, Math.max(1, RARE * nearest.total));
}

/** The `count` most similar past moments, best first; similarity 0–1 by weighted overlap of the rarest tokens. */
export function neighbours(
  nearest: Nearest,
  tokens: ReadonlyMap<number, number>,
  count: number,
): Neighbour[] {
  const asked = [...tokens]
    .map(([token, weight]) => ({ weight, places: nearest.postings.get(token) ?? [] }))
    .map((token) => ({ ...token, value: token.weight * rarity(nearest, token.places.length) }))
    .sort((left, right) => right.value - left.value);
  const whole = asked.reduce((sum, token) => sum + token.value * token.weight, 0);
  const scores = new Map<number, number>();
  for (const token of asked.slice(0, TOKENS_ASKED)) {
    const gain = token.value * token.weight;
    for (const place of token.places) scores.set(place, (scores.get(place) ?? 0) + gain);
  }
  return best(nearest, scores, count).flatMap(([place, sum]) => {
    const moment = nearest.moments[place % MOMENTS_KEPT];
    return moment ? [{ moment, similarity: sum / whole }] : [];
  });
}

/** The remembered moments before which a turn said this word. */
export function whereSaid({ moments, postings, total }: Nearest, word: string): PastState[] {
  return (postings.get(hash(`w${word}`)) ?? []).flatMap((place) => {
    const moment = moments[place % MOMENTS_KEPT];
    return moment && place >= total - MOMENTS_KEPT ? [moment] : [];
  });
}

/** Share of what a turn says, by how rare its words are, that was said before a step of this template. */
export function shareHeard(nearest: Nearest, turnWords: Iterable<string>, key: string): number {
  let [heard, all] = [0, 0];
  for (const word of new Set(turnWords)) {
    const places = nearest.postings.get(hash(`w${word}`)) ?? [];
    const worth = rarity(nearest, places.length);
    all += worth;
    if (places.some((place) => nearest.moments[place % MOMENTS_KEPT]?.key === key)) heard += worth;
  }
  return all === 0 ? 1 : heard / all;
}

/** The places with the largest sums, best first, of equal ones the newer first; those overwritten since are left out. */
function best(nearest: Nearest, scores: ReadonlyMap<number, number>, count: number): [number, number][] {
  const found: [number, number][] = [];
  for (const one of scores) {
    // An overwritten moment may still be posted under its old number.
    if (one[0] < nearest.total - MOMENTS_KEPT) continue;
    if (found.length === count && !isBetter(one, found[count - 1])) continue;
    let at = found.length;
    while (at > 0 && isBetter(one, found[at - 1])) at--;
    found.splice(at, 0, one);
    if (found.length > count) found.pop();
  }
  return found;
}

function isBetter(one: readonly [number, number], other: readonly [number, number] | undefined): boolean {
  return !other || one[1] > other[1] || (one[1] === other[1] && one[0] > other[0]);
}

export function writeNearest(writer: Writer, nearest: Nearest): void {
  writer.number(nearest.total);
  writer.json(nearest.moments);
  writer.array(Uint32Array.from(nearest.postings.keys()));
  writer.array(Uint16Array.from(nearest.postings.values(), (places) => places.length));
  writer.array(Uint32Array.from([...nearest.postings.values()].flat()));
}

export function readNearest(reader: Reader): Nearest {
  const total = reader.number();
  const moments = reader.json() as PastState[];
  const tokens = reader.uint32s();
  const lengths = reader.uint16s();
  const places = reader.uint32s();
  const postings = new Map<number, number[]>();
  let at = 0;
  tokens.forEach((token, index) => {
    const length = lengths[index] ?? 0;
    postings.set(token, [...places.subarray(at, at + length)]);
    at += length;
  });
  return { moments, total, postings, kinds: kindsOfSteps(moments) };
}

/** Inverse document frequency within the kept postings; an unknown token tells nothing about any past moment. */
export function rarity(nearest: Nearest, places: number): number {
  const size = Math.min(nearest.total, MOMENTS_KEPT);
  return Math.log(1 + size / (1 + places));
}

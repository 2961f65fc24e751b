/**
 * Whether what a case opens with points to the kind of case in which a step is taken: it does not where nothing of that was
 * said, or what is said in cases of another kind. Learnt from each closed ticket: the step taken first, and the likeliest of
 * another kind.
 */
import { type Logistic, learn, logOdds, newLogistic } from "#lib/policy/gate/logistic";
import { logit } from "./logit";
import { type Nearest, rarity, whereSaid } from "./nearest";
import { hasDigit } from "./tokens";

export type Pointing = {
  /** P(the case is of a kind in which the step is taken). */
  isOfKind: Logistic;
  /** Steps taken that it was learnt from, and their usual log odds: the mean of the newest. */
  taken: number;
  usual: number;
};

/** The usual is the mean of about so many of the newest. */
const NEWEST = 50;

export function newPointing(): Pointing {
  return { isOfKind: newLogistic(0, {}), taken: 0, usual: 0 };
}

/** What a case opens with: of each word how telling it is, and of which kinds the cases were that held it. */
export type Opening = {
  words: { worth: number; times: number; kinds: ReadonlyMap<string, number>; isNumber: boolean }[];
  /** Kinds of case in which a step was taken after any of these words, by its key. */
  kindsOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** What a word that was never said is worth. */
  whole: number;
};

/** Reads words as they were said before. */
export function readOpening(nearest: Nearest, words: Iterable<string>): Opening {
  const kindsOf = new Map<string, Set<string>>();
  const read = (word: string) => {
    const moments = whereSaid(nearest, word);
    const counts = new Map<string, number>();
    for (const { key, kind } of moments) {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      kindsOf.set(key, (kindsOf.get(key) ?? new Set<string>()).add(kind));
    }
    const worth = rarity(nearest, moments.length);
    return { worth, times: moments.length, kinds: counts, isNumber: hasDigit(word) };
  };
  return { words: [...new Set(words)].map(read), kindsOf, whole: rarity(nearest, 0) };
}

/** Learns from the opening of a closed ticket of this kind; `likely` are the keys of the steps held likely, best first. */
export function learnPointing(
  pointing: Pointing,
  opening: Opening,
  taken: { key: string; kind: string },
  likely: readonly string[],
): void {
  const other = likely.find((key) => opening.kindsOf.get(key)?.has(taken.kind) === false);
  const signs = signsOf(opening, taken.key);
  if (signs) {
    pointing.taken++;
    pointing.usual += (logOdds(pointing.isOfKind, signs) - pointing.usual) / Math.min(pointing.taken, NEWEST);
    learn(pointing.isOfKind, signs, true);
  }
  if (other === undefined) return;
  const wrong = signsOf(opening, other);
  if (wrong) learn(pointing.isOfKind, wrong, false);
}

/**
 * How much less the opening is like cases in which the step is taken than is usual where it is: in log odds, 0 where it is
 * as usual or nothing was learnt.
 */
export function dissimilarity({ isOfKind, usual }: Pointing, opening: Opening, key: string): number {
  const signs = signsOf(opening, key);
  if (!signs) return 0;
  const { outweighed, ...ofStep } = signs;
  // Whether a call is meant instead of another, its values say better than words.
  const said = key.startsWith("call:") ? ofStep : { ...ofStep, outweighed };
  return Math.max(0, usual - logOdds(isOfKind, said));
}

/** A share nearer to 0 or 1 than this tells no more. */
const LEAST = 0.02;

type Signs = { own: number; most: number; outweighed: number };

/**
 * How far all that is said, and the word that does most, point to kinds in which the step was taken; and how much of that one
 * word outweighs which points to another kind: "slow" was said of disks, but now it is said of a database. Null where nothing
 * was said.
 */
function signsOf({ words, kindsOf, whole }: Opening, key: string): Signs | null {
  const kinds = kindsOf.get(key) ?? new Set<string>();
  let [all, own, most, against] = [0, 0, 0, 0];
  for (const { worth, times, kinds: counts, isNumber } of words) {
    let [held, elsewhere] = [0, 0];
    for (const [kind, count] of counts) {
      if (kinds.has(kind)) held += count;
      else elsewhere = Math.max(elsewhere, count);
    }
    // Of one more than there were: what was said once proves half.
    const points = (worth * held) / (times + 1);
    // "403" can speak for a kind; that a number is new speaks against none.
    all += isNumber ? points : worth;
    own += points;
    most = Math.max(most, points);
    if (!isNumber) against = Math.max(against, (worth * Math.max(0, elsewhere - held)) / (times + 1));
  }
  if (all === 0) return null;
  const share = (part: number, of: number) => logit(part / of, LEAST);
  // As if one word more were said, half for either: where little was said, little speaks for another kind or against one.
  const outweighed = share(against + whole / 2, against + own + whole);
  return { own: share(own, all), most: share(most, whole), outweighed };
}

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
  /** What the most telling word of their openings is usually worth: the mean of the newest. */
  worth: number;
};

/** The usual is the mean of about so many of the newest. */
const NEWEST = 50;

export function newPointing(): Pointing {
  return { isOfKind: newLogistic(0, {}), taken: 0, usual: 0, worth: 0 };
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

/** What the most telling word is worth of those that were said before; 0 where none was. */
function tellingOf({ words }: Opening): number {
  return Math.max(0, ...words.map(({ worth, times, isNumber }) => (times > 0 && !isNumber ? worth : 0)));
}

/** Learns from the opening of a closed ticket of this kind; `likely` are the keys of the steps held likely, best first. */
export function learnPointing(
  pointing: Pointing,
  opening: Opening,
  taken: { key: string; kind: string },
  likely: readonly string[],
): void {
  const telling = tellingOf(opening);
  if (telling > 0)
    pointing.worth += (telling - pointing.worth) / Math.min(Math.max(1, pointing.taken), NEWEST);
  const other = likely.find((key) => opening.kindsOf.get(key)?.has(taken.kind) === false);
  const signs = signsOf(opening, taken.key, pointing);
  if (signs) {
    pointing.taken++;
    pointing.usual += (logOdds(pointing.isOfKind, signs) - pointing.usual) / Math.min(pointing.taken, NEWEST);
    learn(pointing.isOfKind, signs, true);
  }
  if (other === undefined) return;
  const wrong = signsOf(opening, other, pointing);
  if (wrong) learn(pointing.isOfKind, wrong, false);
}

/** An opening that is so likely of a kind is not unlike it, however much more alike those before it were. */
const SURELY = logit(0.8);

/**
 * How much less the opening is like cases in which the step is taken than is usual where it is: in log odds, 0 where it is
 * as usual or nothing was learnt. Where a form words all tickets alike, nothing that is said anew is as usual.
 */
export function dissimilarity(pointing: Pointing, opening: Opening, key: string): number {
  const { isOfKind, usual } = pointing;
  const signs = signsOf(opening, key, pointing);
  if (!signs) return 0;
  const { outweighed, ...ofStep } = signs;
  // Whether a call is meant instead of another, its values say better than words.
  const said = key.startsWith("call:") ? ofStep : { ...ofStep, outweighed };
  return Math.max(0, Math.min(usual, SURELY) - logOdds(isOfKind, said));
}

/** A share nearer to 0 or 1 than this tells no more. */
const LEAST = 0.02;

type Signs = { own: number; most: number; outweighed: number };

/**
 * How far all that is said, and the word that does most, point to kinds in which the step was taken; and how much of that one
 * word outweighs which points to another kind: "slow" was said of disks, but now it is said of a database. Null where nothing
 * was said.
 */
function signsOf(
  { words, kindsOf, whole }: Opening,
  key: string,
  { worth: telling }: Pointing,
): Signs | null {
  const kinds = kindsOf.get(key) ?? new Set<string>();
  // Nothing is known of a word that was never said: it is worth what a telling one is here. Of a form's few words each is said
  // often, and is worth little.
  const unheard = telling > 0 ? Math.min(whole, telling) : whole;
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
    all += isNumber ? points : times > 0 ? worth : unheard;
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

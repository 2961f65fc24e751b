/** A limit that a case of a written procedure states ("if the lag is over 10,000"), held against what a tool measured. Pure. */
import { spread } from "#lib/apprentice/facts/leaves";
import { type Quantity, quantityIn, subjectOf } from "#lib/apprentice/facts/quantity";
import { words } from "#lib/apprentice/tokens";
import { fewerThan, moreThan, notBefore } from "#lib/knowledge/procedure-words";

/** A figure of a result that a case states a limit of. */
export type Measured = {
  path: string;
  /** As the tool gave it. */
  value: string | number;
  /** The case holds. */
  isMet: boolean;
  isMore: boolean;
  /** How close limit and figure are, in [0, 1]: of several limits that are passed the closest says most. */
  closeness: number;
  /** Everything the field is called is said, so that hardly another one is meant. */
  isNamed: boolean;
};

type Limit = { isMore: boolean; isInclusive: boolean; of: Quantity; asWritten: number };

const limitCue = new RegExp(
  `(?:(${moreThan})|(${fewerThan}))\\s*(?:\\p{L}{1,4}\\s+)?([-+−]?\\d(?:(?:[\\d.,'’\\u00a0\\u202f]| (?=\\d{3}(?!\\d)))*\\d)?)(\\s?(?:%|°?\\p{L}{1,12}))?`,
  "giu",
);

/** The figure that `when` states a limit of, `about` being the whole line; null where none does, or one cannot tell which. */
export function measuredBy(
  when: string,
  result: Readonly<Record<string, unknown>>,
  about: string = when,
): Measured | null {
  const limit = limitIn(when);
  if (!limit) return null;
  const said = new Set(words(when));
  const saidOfIt = new Set(words(about));
  const fields = spread(result).leaves.flatMap(({ path, value }) => {
    if (path.includes("[") || (typeof value !== "number" && typeof value !== "string")) return [];
    const figure = comparable(path, value, limit);
    const { words: named } = subjectOf(path);
    if (figure === null || !named.some((word) => said.has(word))) return [];
    const known = named.filter((word) => saidOfIt.has(word)).length;
    return [{ path, value, figure, known, share: known / named.length }];
  });
  fields.sort((left, right) => right.known - left.known || right.share - left.share);
  const [best, next] = fields;
  if (!best || (next && next.known === best.known && next.share === best.share)) return null;
  const { path, value, figure } = best;
  const { isMore, isInclusive } = limit;
  const isPassed = isMore ? figure.value > figure.limit : figure.value < figure.limit;
  return {
    path,
    value,
    isMet: isPassed || (isInclusive && figure.value === figure.limit),
    isMore,
    closeness: closenessOf(figure.value, figure.limit),
    isNamed: best.share === 1,
  };
}

/** The one limit a case states; null where it states none, several, or denies it. */
function limitIn(when: string): Limit | null {
  const [found, another] = when.matchAll(limitCue);
  if (!found || another || notBefore.test(when.slice(0, found.index))) return null;
  const [, more, fewer = "", digits = "", unit = ""] = found;
  const plain = quantityIn(digits);
  const whole = quantityIn(`${digits}${unit}`);
  // "10k" is more than ten; "10 messages" are ten.
  if (!plain || (!whole?.kind && /^\p{L}/u.test(unit))) return null;
  const isInclusive = inclusive.test(more ?? fewer);
  return { isMore: more !== undefined, isInclusive, of: whole?.kind ? whole : plain, asWritten: plain.value };
}

const inclusive =
  /[=≥≤]|least|most|reach|mindestens|höchstens|erreicht|moins|menos|almeno|minst|mínimo|不少于|不低于|达到|至少/iu;

/** A figure and a limit in one unit; null for a value that is none, or counts something else. */
function comparable(path: string, value: string | number, { of, asWritten }: Limit) {
  const figure = typeof value === "number" ? { value, kind: null } : quantityIn(value);
  if (!figure) return null;
  const { unit } = subjectOf(path);
  if (figure.kind !== null || unit === null) {
    if (of.kind === figure.kind) return { value: figure.value, limit: of.value };
    // A share is a plain number as often as not, and a limit without a unit is in that of the field.
    return of.kind === null || (of.kind === "share" && figure.kind === null)
      ? { value: figure.value, limit: asWritten }
      : null;
  }
  if (of.kind === null) return { value: figure.value, limit: asWritten };
  return of.kind === unit.kind ? { value: figure.value * unit.factor, limit: of.value } : null;
}

function closenessOf(value: number, limit: number): number {
  const [low, high] = [
    Math.min(Math.abs(value), Math.abs(limit)),
    Math.max(Math.abs(value), Math.abs(limit)),
  ];
  return high === 0 ? 1 : low / high;
}

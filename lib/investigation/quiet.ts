/** Whether there is nothing: which causes say so, and when what was found shows it. Pure. */
import { saysWell } from "./calm/calm";
import type { Cause, Causes } from "./causes";
import { isExclusive, isVerdict, namesOfCause, readResult } from "./causes";
import { fieldOf } from "./facts";
import { isBeyond, isNewWord } from "./usual";

/** Words by which tools name that there is nothing: those that several tools use, and those of causes that tell nothing. */
export type QuietWords = ReadonlySet<string>;

/** True for a word that tools of this team, or interfaces everywhere, use for "there is nothing". */
export function isQuietWord(word: string, quiet: QuietWords): boolean {
  return quiet.has(word) || saysWell(word);
}

/** True for a cause that says there is nothing: by itself, or by its name, where no other of the tool is that by this name. */
export function isQuiet(
  { telling, causes }: Pick<Causes, "telling" | "causes">,
  cause: Cause,
  quiet: QuietWords,
): boolean {
  if (cause.isCalm) return true;
  const isOthers = (name: string) =>
    causes.some((other) => other.isCalm && namesOfCause(telling, other).includes(name));
  return namesOfCause(telling, cause).some((name) => quiet.has(name) && !isOthers(name));
}

type Result = Readonly<Record<string, unknown>>;

/**
 * True where nothing speaks against "there is nothing": every fault that can be told by a measure is not found by it, and
 * no word stands where causes differ that nobody has met.
 */
export function isQuietShown(causes: Causes, result: Result, quiet: QuietWords): boolean {
  const look = lookAt(causes, result, quiet);
  return look.faults.every((fault) => !isTold(causes, fault) || isGone(look, fault)) && !isAnythingNew(look);
}

/**
 * True where a result nobody has called a fault shows that there is nothing: it has what tells the known faults, and none of
 * them is there, or what all of them have in common is the other way round; no figure lies where none ever was and no word
 * is new; what it is called, where it is called anything, is a word for nothing.
 */
export function isAllQuiet(causes: Causes, result: Result, quiet: QuietWords): boolean {
  const look = lookAt(causes, result, quiet);
  const { facts, faults, isSaid, isUnsaid, isCalledFault, turned } = look;
  const isShown =
    faults.length > 1 &&
    facts.filter(({ path }) => isMeasure(causes, path)).length >= 2 &&
    faults.every((fault) => isTold(causes, fault) && isAbsent(look, fault)) &&
    !faults.some((fault) => isWhereTold(look, fault));
  const cases = faults.reduce((sum, { tickets }) => sum + tickets.length, 0);
  const isTurned =
    turned.length >= TURNED && faults.length >= FAULTS_KNOWN && cases >= CASES_KNOWN && !isCalledFault;
  if (!(isTurned || (isUnsaid && isShown) || (isSaid && faults.some((fault) => isTold(causes, fault)))))
    return false;
  if (isAnythingNew(look)) return false;
  return !facts.some(
    (fact) =>
      (!isSaid && isSaidOfFault(look, fact)) ||
      // What it is called counts for more than a figure that never told anything.
      ((isUnsaid || isMeasure(causes, fact.path)) &&
        isBeyond(fact, causes.usual) &&
        !isWithin(facts, fact.path)),
  );
}

/** Signs all faults have in common that have to be the other way round to show that there is nothing, whatever it is called. */
const TURNED = 2;
/** Faults and cases that have to be known for what they have in common to be that of any fault. */
const FAULTS_KNOWN = 3;
const CASES_KNOWN = 8;

type Read = ReturnType<typeof readResult>;

type Look = {
  causes: Causes;
  quiet: QuietWords;
  facts: Read;
  faults: Cause[];
  /** The tool calls it well, or nothing at all. */
  isSaid: boolean;
  isUnsaid: boolean;
  /** The tool calls it as it called a fault. */
  isCalledFault: boolean;
  /** Paths at which every result of every fault was the same, and this one is the opposite. */
  turned: string[];
};

function lookAt(causes: Causes, result: Result, quiet: QuietWords): Look {
  const facts = readResult(causes, result);
  const called = facts.filter(({ path, value }) => isVerdictPath(causes, path) && value !== "none");
  const faults = causes.causes.filter((cause) => !isQuiet(causes, cause, quiet));
  const turned = facts.flatMap(({ path, value }) => (isTurned(faults, path, value) ? [path] : []));
  const isSaid = called.length > 0 && called.every(({ place }) => isQuietWord(place, quiet));
  const isCalledFault = called.some(({ path, place }) =>
    faults.some(({ found }) => found.get(path)?.has(place)),
  );
  return { causes, quiet, facts, faults, isSaid, isUnsaid: called.length === 0, isCalledFault, turned };
}

/** True for a yes that was always no, and for what is empty and never was, or the reverse. */
function isTurned(faults: readonly Cause[], path: string, value: string | number): boolean {
  const places = new Set(faults.flatMap(({ found }) => [...(found.get(path)?.keys() ?? [])]));
  if (places.size === 0 || faults.some(({ found }) => !found.has(path))) return false;
  if (value === "none") return !places.has("none");
  const other = value === "true" ? "false" : value === "false" ? "true" : null;
  return other !== null && places.size === 1 && places.has(other);
}

/** True for a path by which the tool calls what it found; where one fault alone is known, its word is the only one. */
function isVerdictPath(causes: Causes, path: string): boolean {
  const words = new Set(causes.causes.flatMap(({ found }) => [...(found.get(path)?.keys() ?? [])]));
  return isVerdict(causes, path) || (causes.telling.size === 0 && words.size === 1 && fieldOf(path) === path);
}

/** True for a word that a fault alone has, whatever is measured. */
function isSaidOfFault({ causes, faults }: Look, { path, place }: Read[number]): boolean {
  return causes.telling.get(path) !== "measure" && faults.some(({ own }) => own.get(path) === place);
}

/** True where a word or a span stands that nobody met, or a limit is broken; what it is called is another matter. */
function isAnythingNew(look: Look): boolean {
  const { causes, facts, turned } = look;
  const isKnown = (path: string, place: string) =>
    causes.causes.some(({ found }) => found.get(path)?.has(place));
  return facts.some((fact) => {
    const { path, place } = fact;
    if (isOverLimit(look, fact)) return true;
    if (turned.includes(path)) return false;
    if (isMeasure(causes, path) && !isKnown(path, place)) return true;
    return isNewWord(fact, causes.usual) && !isVerdictPath(causes, fieldOf(path));
  });
}

/** True for a fault that something measured tells. */
function isTold(causes: Causes, { own }: Cause): boolean {
  return [...own.keys()].some((path) => isMeasure(causes, path));
}

/** True for a fault that is absent, or that the tool always called by its name, now calls well, and never measured for sure. */
function isGone(look: Look, fault: Cause): boolean {
  const { causes, facts, isSaid } = look;
  if (isAbsent(look, fault)) return true;
  const isFirm = ([path, place]: [string, string]) =>
    facts.some((fact) => fact.path === path && fact.place === place) &&
    isExclusive(fault, path, causes.causes);
  const measured = measuredOf(look, fault);
  return (
    isSaid && namesOfCause(causes.telling, fault).length > 0 && measured.length > 0 && !measured.some(isFirm)
  );
}

/** What a fault has of its own that was measured, where the result has it, too. */
function measuredOf({ causes, facts }: Look, { own }: Cause): [string, string][] {
  return [...own].filter(
    ([path]) => isMeasure(causes, path) && facts.some((fact) => fieldOf(fact.path) === fieldOf(path)),
  );
}

/**
 * True for a fault whose measures are in the result, and are not as they are with it: those that the team tells of it, or,
 * where it tells none, its figures, or its words.
 */
function isAbsent(look: Look, fault: Cause): boolean {
  const { causes, facts } = look;
  const looked = measuredOf(look, fault);
  const tiers = [
    looked.filter(([path]) => fault.told.has(fieldOf(path))),
    looked.filter(([path]) => causes.telling.get(path) === "measure"),
    looked,
  ];
  const deciding = tiers.find((tier) => tier.length > 0) ?? [];
  return (
    deciding.length > 0 &&
    !deciding.some(([path, place]) => facts.some((fact) => fact.path === path && fact.place === place))
  );
}

/**
 * True where a figure the team tells of a fault, or its share of another it tells, lies where that fault's do and no other
 * cause's: too seldom met to be cut, and no sign that there is nothing.
 */
function isWhereTold({ causes, facts }: Look, fault: Cause): boolean {
  return facts.some(({ path, value }) => {
    const own = fault.ranges.get(path);
    if (typeof value !== "number" || !own || !path.split(" / ").every((part) => fault.told.has(part)))
      return false;
    const others = causes.causes.flatMap((one) => (one === fault ? [] : [one.ranges.get(path) ?? []].flat()));
    if (others.length === 0) return false;
    const [least, most] = [Math.min(...others), Math.max(...others)];
    const isAbove = own[0] > most && value > (own[0] + most) / 2;
    return isAbove || (own[1] < least && value < (own[1] + least) / 2);
  });
}

/** True for a figure beyond its limit, where nothing that is no fault was. */
function isOverLimit({ causes, quiet }: Look, { path, place }: Read[number]): boolean {
  if (!path.endsWith(" within") || place !== "false") return false;
  return !causes.causes.some((cause) => isQuiet(causes, cause, quiet) && cause.found.get(path)?.has("false"));
}

/** True for a figure whose limits are in the result, and hold. */
function isWithin(facts: Read, path: string): boolean {
  return facts.some((fact) => fact.path === `${path} within` && fact.place === "true");
}

/** True for a path of what was found out, and of nothing that the field which names causes says beside that. */
function isMeasure({ telling }: Pick<Causes, "telling">, path: string): boolean {
  return telling.has(path) && telling.get(path) !== "name" && telling.get(fieldOf(path)) !== "name";
}

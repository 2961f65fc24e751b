/** Decides whether an argument takes a value of a kind: a load balancer's id is not an instance's. */
import { callingWord } from "./called";
import { familyOf, isJoined, JOINED, kindOf, kindsDescribed } from "./kinds";
import { normalForm } from "./placed-words";
import { isWrittenElse } from "./writing";

/** What a tool declares of one argument. */
export type ArgumentSchema = {
  description: string;
  isRequired: boolean;
  accepts: (value: unknown) => boolean;
};

/** What the tools of the desk declare of their arguments, by name; nothing of tools that are looked up by hand. */
export type ToolSchemas = (tool: string) => ReadonlyMap<string, ArgumentSchema>;

/** A kind nobody gave yet is taken where it would not be rarer among an argument's values than this; one is expected sometimes. */
const OPEN_TO_NEW = 0.12;
const EXPECTED = 0.3;
/** So many calls with one value tell as much of the kind as another value would. */
const CALLS_FOR_A_VALUE = 3;
/** So many different values of one kind prove that kind. */
const FEW = 6;
/** A beginning that can hardly be anything but a mark of the kind: `vm-77f0`. */
const MARKED = /^\p{L}{1,4}-\p{L}*\p{N}[\p{L}\p{N}]*$/u;
/** What tells identifiers of a kind from joined words: a beginning, an account, a number. */
const MARK = /[\p{L}\p{N}@]/u;
const NAMES_NOTHING: ReadonlySet<string> = new Set(["constant", "date"]);
/** Share of its values from which on a kind is taken whatever the description says. */
const OFTEN = 0.15;
/** An argument owns a kind when this share of its values, and so many, are of it. */
const OWNED = 0.5;
const TIMES_TO_OWN = 2;
/** Values that tell what families an argument takes. */
const TIMES_TO_KNOW = 1;

/** What an argument was given: the kinds and how often, all calls, and different values. */
export type Taken = {
  name: string;
  kinds: ReadonlyMap<string, number>;
  count: number;
  values: ReadonlyMap<string, { value: unknown }>;
};

/** The arguments that mostly take a kind, by the kind; and those of a few values only, by the value. */
export type Owners = {
  kinds: ReadonlyMap<string, Names>;
  /** All arguments that were ever given a kind of identifier, by the kind. */
  takers: ReadonlyMap<string, Names>;
  /** How often any argument was given a kind of identifier. */
  uses: ReadonlyMap<string, number>;
  choices: ReadonlyMap<string, Names>;
  /** The words that arguments which take identifiers are called by, and how often such arguments were given. */
  words: ReadonlyMap<string, number>;
};
type Names = ReadonlySet<string>;

/** An argument given so often in no more than a few values is one choice out of a list. */
const CALLS_OF_A_CHOICE = 6;
const FEW_CHOICES = 6;

/** What kinds an argument was given. */
type Kinds = Pick<Taken, "kinds">;

/** Which arguments own which kinds and values. */
export function ownersOf(all: Iterable<Taken>): Owners {
  const owners = new Map<string, Set<string>>();
  const takers = new Map<string, Set<string>>();
  const uses = new Map<string, number>();
  const choices = new Map<string, Set<string>>();
  const words = new Map<string, number>();
  const put = (to: Map<string, Set<string>>, key: string, name: string) =>
    to.set(key, (to.get(key) ?? new Set<string>()).add(name));
  for (const { name, kinds, count, values } of all) {
    for (const [kind, times] of kinds) {
      if (!JOINED.test(kind)) continue;
      put(takers, kind, name);
      uses.set(kind, (uses.get(kind) ?? 0) + times);
      if (times >= TIMES_TO_OWN && times >= OWNED * count) put(owners, kind, name);
    }
    const word = takesIdentifiers(kinds) ? callingWord(name) : undefined;
    if (word) words.set(word, (words.get(word) ?? 0) + count);
    if (count >= CALLS_OF_A_CHOICE && values.size <= FEW_CHOICES)
      for (const { value } of values.values()) put(choices, String(value).toLowerCase(), name);
  }
  return { kinds: owners, takers, uses, choices, words };
}

/**
 * Share of the uses of an identifier's kind that were this argument's: 1 for an id only it takes, 0 for a kind nobody was
 * given. Uses by `idle` arguments do not count.
 */
export function shareOfKind(
  value: unknown,
  { kinds }: Taken,
  { uses }: Owners,
  idle: readonly Kinds[],
): number {
  const kind = kindOf(value);
  const times = kinds.get(kind) ?? 0;
  const usedIdly = idle.reduce((sum, { kinds: others }) => sum + (others.get(kind) ?? 0), 0);
  return times === 0 ? 0 : times / ((uses.get(kind) ?? 1) - usedIdly);
}

/** Share of the uses of all arguments called by one word that were this one's: 1 where no other goes by it. */
export function shareOfWord({ name, kinds, count }: Taken, { words }: Owners): number {
  const uses = takesIdentifiers(kinds) ? words.get(callingWord(name) ?? "") : undefined;
  return uses ? count / uses : 0;
}

function takesIdentifiers(kinds: Taken["kinds"]): boolean {
  return [...kinds.keys()].some((kind) => JOINED.test(kind));
}

/** True for an identifier of a kind that no other argument was ever given. */
export function isOnlyOf(value: unknown, name: string, { takers }: Owners): boolean {
  const names = takers.get(kindOf(value));
  return names?.size === 1 && names.has(name);
}

/** True for a value that is another argument's: of a kind it owns, or one of the few values it is ever given. */
function isOfAnother(value: unknown, name: string, { kinds, choices }: Owners): boolean {
  const of = kinds.get(kindOf(value)) ?? choices.get(String(value).toLowerCase());
  return of !== undefined && !of.has(name);
}

/**
 * True when a value may be given to an argument: a kind it was given before or its tool describes, or a new one where
 * new ones are usual and nobody else's.
 */
export function fits(
  value: unknown,
  { name, kinds, count, values }: Taken,
  owners: Owners,
  schema?: ArgumentSchema,
): boolean {
  if (schema && !schema.accepts(value)) return false;
  const kind = kindOf(value);
  const times = kinds.get(kind) ?? 0;
  const described = schema ? kindsDescribed(schema.description, kinds) : [];
  if (described.length > 0) return described.includes(kind) || times > OFTEN * count;
  // Anything is a text: one such value among many others tells nothing of the next.
  if (familyOf(kind) === "text" && textsOf(kinds) <= OFTEN * count) return values.has(normalForm(value));
  if (times > 0) return hasMark(kind) || !isWrittenElse(value, values);
  if (NAMES_NOTHING.has(kind) || isOfAnother(value, name, owners)) return false;
  if (count >= TIMES_TO_KNOW && !familiesOf(kinds).has(familyOf(kind))) return false;
  if (endsAlike(value, values)) return true;
  const isMarked = typeof value === "string" && MARKED.test(value);
  if (kinds.size === 1 && values.size >= TIMES_TO_KNOW && isMarked) return false;
  if (isOfASeries(value, values) || isWrittenElse(value, values)) return false;
  const told = Math.max(values.size, count / CALLS_FOR_A_VALUE);
  if ((kinds.size - 1 + EXPECTED) / (told + 1) >= OPEN_TO_NEW) return true;
  // "ap-south-9" after "eu-west-1": built alike, and its beginning is no mark.
  return (
    !isMarked &&
    values.size < FEW &&
    [...values.values()].some((known) => builtOf(known.value) === builtOf(value))
  );
}

/** What a name ends with where it is joined by dots: "example" of "shop.acme.example". */
const ENDING = /[\p{L}\p{N}_-]\.(\p{L}{2,})$/u;
/** Values with one ending from which on it marks the kind, as a beginning does. */
const TIMES_TO_MARK = 2;

/** True for a name with an ending that several known ones have, however many parts it has and whatever joins them. */
function endsAlike(value: unknown, values: Taken["values"]): boolean {
  const ending = ENDING.exec(String(value))?.[1]?.toLowerCase();
  if (ending === undefined) return false;
  let times = 0;
  for (const known of values.values())
    if (ENDING.exec(String(known.value))?.[1]?.toLowerCase() === ending) times++;
  return times >= TIMES_TO_MARK;
}

/** True for a name with a number in it, built as none of many known ones is: as "OPS-1182" it counts other things. */
function isOfASeries(value: unknown, values: Taken["values"]): boolean {
  if (values.size < FEW || !isJoined(value) || !/\p{N}/u.test(String(value))) return false;
  const built = builtOf(value);
  for (const known of values.values()) if (builtOf(known.value) === built) return false;
  return true;
}

/**
 * True when a value may be given because it goes by the argument's own name: of an unknown kind, if it is built of the
 * same signs and nobody else's.
 */
export function fitsByName(value: string, taken: Taken, owners: Owners, schema?: ArgumentSchema): boolean {
  if (fits(value, taken, owners, schema)) return true;
  if (schema && (!schema.accepts(value) || kindsDescribed(schema.description, taken.kinds).length > 0))
    return false;
  if (isOfAnother(value, taken.name, owners)) return false;
  const signs = new Set([...taken.values.values()].flatMap((known) => signsOf(known.value)));
  return (
    familiesOf(taken.kinds).has(familyOf(kindOf(value))) && signsOf(value).every((sign) => signs.has(sign))
  );
}

/** True for kinds that words, alone or joined, are none of: those with a beginning of their own, and numbers, dates and the like. */
function hasMark(kind: string): boolean {
  if (familyOf(kind) === "text") return false;
  return !kind.startsWith("id ") || MARK.test(kind.slice(3));
}

function familiesOf(kinds: Taken["kinds"]): Set<string> {
  return new Set([...kinds.keys()].map(familyOf));
}

function textsOf(kinds: Taken["kinds"]): number {
  return [...kinds].reduce((sum, [kind, times]) => sum + (familyOf(kind) === "text" ? times : 0), 0);
}

function signsOf(value: unknown): string[] {
  return String(value).match(/[^\p{L}\p{N}]/gu) ?? [];
}

/** How an identifier is built: its parts as letters, digits or both. */
function builtOf(value: unknown): string {
  return String(value)
    .replace(/\p{L}+/gu, "a")
    .replace(/\p{N}+/gu, "0")
    .replace(/[a0]{2,}/gu, "x");
}

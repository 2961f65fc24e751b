/** Figures with their units, as APIs write them in a value ("31 min", "4050 MiB") or in a name ("lag_seconds"): one amount, however it is written. Pure. */
import { nameWords } from "./hints";

/** What is counted; amounts of one kind may be compared. */
export type Kind = "time" | "size" | "share" | "temperature";

/** A figure in the base unit of its kind: seconds, bytes, percent, °C; as it stands where it has none. */
export type Quantity = { value: number; kind: Kind | null };

type Unit = { kind: Kind; factor: number };

const KI = 1024;
const unitsByName: ReadonlyMap<string, Unit> = new Map(
  [
    ["time", 0.001, "ms msec millis milliseconds millisecond"],
    ["time", 1, "s sec secs second seconds"],
    ["time", 60, "min mins minute minutes"],
    ["time", 3600, "h hr hrs hour hours"],
    ["time", 86_400, "d day days"],
    ["size", 1, "b byte bytes"],
    ["size", 1000, "kb"],
    ["size", 1000 ** 2, "mb"],
    ["size", 1000 ** 3, "gb"],
    ["size", 1000 ** 4, "tb"],
    ["size", KI, "ki kib"],
    ["size", KI ** 2, "mi mib"],
    ["size", KI ** 3, "gi gib"],
    ["size", KI ** 4, "ti tib"],
    ["share", 1, "% percent pct"],
    ["share", 100, "ratio fraction"],
    ["temperature", 1, "°c celsius"],
  ].flatMap(([kind, factor, names]) =>
    String(names)
      .split(" ")
      .map((name): [string, Unit] => [name, { kind: kind as Kind, factor: Number(factor) }]),
  ),
);

/** A whole text that is one figure, with or without a unit or a currency: "97%", "768Mi", "EUR 1,210.40". */
const FIGURE =
  /^(?:\p{Sc}\s?|\p{Lu}{3}\s)?([-+−]?(?:\d{1,3}([.,'\u00a0\u202f ])\d{3}(?:\2\d{3})*(?:(?!\2)[.,]\d{1,2})?|\d+(?:[.,]\d+)?))\s?(%|\p{Sc}|°?\p{L}{1,12})?$/u;
/** A time in several units: "1 h 40 min", "2d3h", "PT1H40M". */
const PERIOD =
  /^(?:P(?:(\d+)D)?T?)?(?:(\d+)\s?d(?:ays?)?\s?)?(?:(\d+)\s?h(?:ours?)?\s?)?(?:(\d+)\s?m(?:in(?:utes?)?)?\s?)?(?:(\d+(?:\.\d+)?)\s?s(?:ec(?:onds?)?)?)?$/iu;

/** The quantity a text is; null where it is none. */
export function quantityIn(text: string): Quantity | null {
  const plain = text.trim();
  const figure = FIGURE.exec(plain);
  if (figure?.[1] !== undefined) {
    const [, digits, thousands, named] = figure;
    const value = Number(
      (thousands ? digits.replaceAll(thousands, "") : digits).replace(",", ".").replace("−", "-"),
    );
    const unit = named ? unitsByName.get(named.toLowerCase()) : undefined;
    // What stands behind it in a word of its own is no unit: "3 replicas" is text.
    if (named && !unit && named.length > 3) return null;
    return unit ? { value: value * unit.factor, kind: unit.kind } : { value, kind: null };
  }
  const parts = /\d/u.test(plain) ? PERIOD.exec(plain)?.slice(1) : undefined;
  if (!parts || parts.filter((part) => part !== undefined).length < 2) return null;
  const [fullDays = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  return { value: (fullDays + days) * 86_400 + hours * 3600 + minutes * 60 + seconds, kind: "time" };
}

/** What a path is about, whatever its shape: its words without those of units, and the unit its figures are in. */
export function subjectOf(path: string): { words: readonly string[]; unit: Unit | null } {
  const all = nameWords(path);
  // A unit alone is what the field is called.
  const isUnit = (word: string) => unitsByName.has(word) && word.length > 1;
  const named = all.filter(isUnit);
  const words = all.filter((word) => !isUnit(word));
  const [unit] = named.length === 1 && words.length > 0 ? named : [];
  return unit === undefined
    ? { words: [...new Set(all)].sort(), unit: null }
    : { words: [...new Set(words)].sort(), unit: unitsByName.get(unit) ?? null };
}

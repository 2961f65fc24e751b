/** The zone a time names in letters, as the offset that every reader of times knows. Pure. */

/** Who calls zones by letters, and which: the names are those the platform itself writes for them. */
const writers = [
  ["en-US", /^(?:America|Pacific\/Honolulu)/],
  ["en-GB", /^(?:Europe|Atlantic)\//],
  ["en-AU", /^Australia\//],
  ["en-NZ", /^Pacific\/Auckland/],
  ["en-IN", /^Asia\/(?:Kolkata|Calcutta)/],
  ["en-ZA", /^Africa\//],
] as const;

/** `text` with its zone as an offset: "13 Feb 2026 17:26 CET" ends in +0100, "(GMT + 4)" in +0400. Others stay as they are. */
export function withNumericOffset(text: string): string {
  const told = /\(?\b(?:UTC|GMT)\s{0,3}([+-])\s{0,3}(\d{1,2})(?::?(\d{2}))?\)?/.exec(text);
  if (told) {
    const [whole, sign = "+", hours = "", minutes = "00"] = told;
    return placed(text, whole, `${sign}${hours.padStart(2, "0")}${minutes}`);
  }
  // An offset is told already, and its zone's name beside it.
  if (/[+-]\d{2}:?\d{2}\s[A-Z]{3,5}$/.test(text)) return text.replace(/\s[A-Z]{3,5}$/, "");
  const name = /(?<=[\s\d(])[A-Z]{3,5}(?=\)?(?:\s\d{4})?$)/.exec(text)?.[0];
  const minutes = name === undefined ? undefined : offsets().get(name);
  if (name === undefined || minutes === undefined || minutes === null) return text;
  const size = Math.abs(minutes);
  const digits = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, "0")).join("");
  return placed(text.replace(`(${name})`, name), name, `${minutes < 0 ? "-" : "+"}${digits}`);
}

/** At the end it stands alone; before the year it is told from a year by the letters in front. */
function placed(text: string, name: string, offset: string): string {
  const at = text.indexOf(name);
  const after = text.slice(at + name.length);
  return `${text.slice(0, at)}${after ? "GMT" : ""}${offset}${after}`;
}

let known: ReadonlyMap<string, number | null> | undefined;

/** Minutes ahead of UTC by name; null for a name of several zones. */
function offsets(): ReadonlyMap<string, number | null> {
  if (known) return known;
  const found = new Map<string, number | null>([
    ["UTC", 0],
    ["GMT", 0],
  ]);
  for (const [writer, zones] of writers)
    for (const timeZone of Intl.supportedValuesOf("timeZone").filter((zone) => zones.test(zone)))
      for (const [name, minutes] of namesIn(writer, timeZone))
        found.set(name, (found.get(name) ?? minutes) === minutes ? minutes : null);
  known = found;
  return found;
}

/** A zone's names in winter and in summer, with the minutes it is then ahead. */
function namesIn(writer: string, timeZone: string): [name: string, minutes: number][] {
  const short = new Intl.DateTimeFormat(writer, { timeZone, timeZoneName: "short" });
  const long = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  return [0, 6].flatMap((month) => {
    const when = Date.UTC(2026, month, 15, 12);
    const zoneIn = (format: Intl.DateTimeFormat) =>
      format.formatToParts(when).find(({ type }) => type === "timeZoneName")?.value ?? "";
    const name = zoneIn(short);
    const [, sign = "+", hours = "0", rest = "0"] = /([+-])(\d{2}):(\d{2})/.exec(zoneIn(long)) ?? [];
    const minutes = (Number(hours) * 60 + Number(rest)) * (sign === "-" ? -1 : 1);
    return /^[A-Z]{3,5}$/.test(name) ? [[name, minutes] as [string, number]] : [];
  });
}

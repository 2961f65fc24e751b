/** What a look at the installation found, and how it is said. Pure. */

export const levels = ["well", "hint", "wrong"] as const;
export type Level = (typeof levels)[number];
export type Finding = { level: Level; about: string; words: string };

const marks: Record<Level, string> = { well: "✓", hint: "!", wrong: "✗" };

/** One line each, and one that sums them up. */
export function report(findings: readonly Finding[]): string {
  const lines = findings.map(({ level, about, words }) => `${marks[level]} ${about}: ${words}`);
  const wrong = findings.filter(({ level }) => level === "wrong").length;
  const verdict =
    wrong === 0 ? "Nothing is wrong." : `${wrong} ${wrong === 1 ? "thing is" : "things are"} wrong.`;
  return `${[...lines, verdict].join("\n")}\n`;
}

/** Seconds in words, by their largest unit. */
export function age(seconds: number): string {
  const units: [number, string][] = [
    [86_400, "d"],
    [3_600, "h"],
    [60, "min"],
  ];
  const [size, unit] = units.find(([size]) => seconds >= size) ?? [1, "s"];
  return `${Math.max(0, Math.round(seconds / size))} ${unit}`;
}

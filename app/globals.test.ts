/** Every text colour reads on every surface it may stand on, in both themes (WCAG AA, computed from the tokens). */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Colour = [lightness: number, chroma: number, hue: number];
const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");
const tokens = new Map(
  [...css.matchAll(/--color-([a-z0-9-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
);
const oklch = /oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g;

const surfaces = ["canvas", "sunken", "panel", "hover", "selected"];
const inks = ["ink", "ink-muted", "ink-faint", "accent-ink", "positive-ink", "caution-ink", "critical-ink"];
const tints = ["accent", "positive", "caution", "critical"];

const readable: [text: string, ground: string][] = [
  ...surfaces.flatMap((surface) => inks.map((ink): [string, string] => [ink, surface])),
  ...tints.flatMap((tone): [string, string][] => [
    [`${tone}-ink`, `${tone}-soft`],
    ["ink", `${tone}-soft`],
    ["ink-muted", `${tone}-soft`],
  ]),
  ...["accent", "accent-hover", "critical", "critical-hover"].map((fill): [string, string] => [
    "on-fill",
    fill,
  ]),
];
const visible: [mark: string, ground: string][] = [
  "line-strong",
  "ring",
  ...tints,
  ...[1, 2, 3, 4, 5].map((place) => `series-${place}`),
].map((mark) => [mark, "canvas"]);

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  test.each(readable)("%s on %s has 4.5:1", (text, ground) => {
    expect(contrast(colour(text, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });
  test.each(visible)("%s on %s has 3:1", (mark, ground) => {
    expect(contrast(colour(mark, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  });
});

test("the contrast of black and white is 21:1", () => {
  expect(contrast([0, 0, 0], [1, 0, 0])).toBeCloseTo(21, 1);
});

function colour(token: string, theme: "light" | "dark"): Colour {
  const colours = [...(tokens.get(token)?.matchAll(oklch) ?? [])].map((found): Colour => {
    const [, lightness, chroma, hue] = found.map(Number);
    return [lightness ?? 0, chroma ?? 0, hue ?? 0];
  });
  const chosen = theme === "dark" ? colours.at(-1) : colours[0];
  if (!chosen) throw new Error(`No colour token ${token}`);
  return chosen;
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance of an OKLCH colour, clipped to sRGB; matrices from Björn Ottosson, "A perceptual color space" (2020). */
function luminance([lightness, chroma, hue]: Colour): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
  const green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
  const blue = -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s;
  const clip = (channel: number) => Math.min(1, Math.max(0, channel));
  return 0.2126 * clip(red) + 0.7152 * clip(green) + 0.0722 * clip(blue);
}

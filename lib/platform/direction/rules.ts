/** Writing direction: what one text says about it ends with that text, and does not turn what stands beside it. Pure. */

const embedding = /[\u202a\u202b\u202d\u202e]/;
const isolate = /[\u2066-\u2068]/;
const endOfEmbedding = "\u202c";
const endOfIsolate = "\u2069";
const control = /[\u202a-\u202e\u2066-\u2069]/;
/** Ends a paragraph, and all direction that was asked for in it (UAX #9). */
const paragraphs = /([\n\r\u0085\u2029]+)/;
/** So many in each other mean something; more is somebody's play. */
const deepest = 16;

/** Letters that are written from the right, and marks and controls of direction. */
const turning =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** The text with whatever it opens closed where its line ends, and nothing closed that it did not open. */
export function closed(text: string): string {
  return control.test(text) ? text.split(paragraphs).map(closedLine).join("") : text;
}

function closedLine(line: string): string {
  const open: string[] = [];
  let kept = "";
  for (const character of line) {
    if (embedding.test(character) || isolate.test(character)) {
      if (open.length === deepest) continue;
      open.push(isolate.test(character) ? endOfIsolate : endOfEmbedding);
    } else if (character === endOfEmbedding) {
      if (open.at(-1) !== endOfEmbedding) continue;
      open.pop();
    } else if (character === endOfIsolate) {
      const from = open.lastIndexOf(endOfIsolate);
      if (from < 0) continue;
      // The end of an isolate ends what was opened within it.
      kept += open
        .splice(from)
        .slice(1)
        .map(() => endOfEmbedding)
        .join("");
    }
    kept += character;
  }
  return kept + open.reverse().join("");
}

/** The text as part of a sentence or line of ours: it keeps its own direction, and what stands around it keeps the sentence's. */
export function isolated(text: string): string {
  return turning.test(text) ? `\u2068${closed(text)}\u2069` : text;
}

/** Any value with all its texts closed; the very same where there is nothing to close. Depth is bounded by whoever calls. */
export function closedWithin<Value>(value: Value): Value;
export function closedWithin(value: unknown): unknown {
  if (typeof value === "string") return closed(value);
  if (Array.isArray(value)) {
    const inner = value.map((one) => closedWithin(one));
    return inner.some((one, at) => one !== value[at]) ? inner : value;
  }
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  const inner = Object.entries(value).map(([key, one]) => [closed(key), closedWithin(one)] as const);
  const isSame = Object.entries(value).every(
    ([key, one], at) => inner[at]?.[0] === key && inner[at]?.[1] === one,
  );
  return isSame ? value : Object.fromEntries(inner);
}

/** Lines of JSON: a line ends at its line feed and nowhere else, whatever other programs take for an end. */
const otherEnds = /[\u0085\u2028\u2029]/g;

/** `value` as one line, without its line feed. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(
    otherEnds,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The lines of a stream of bytes, without their ends; a byte order mark at its beginning is none of the first. */
export async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of input) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield line.endsWith("\r") ? line.slice(0, -1) : line;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

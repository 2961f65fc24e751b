/** The text of a file, whatever wrote it. Pure. */

/** `bytes` as text: UTF-8, UTF-16 with or without its mark, else Windows-1252; a NUL, which cannot be kept, is replaced. */
export function decode(bytes: Uint8Array): string {
  return textOf(bytes).replaceAll("\0", "\ufffd");
}

function textOf(bytes: Uint8Array): string {
  const wide = wideOf(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Of two bytes a character: told by a mark, or by every other byte being zero, as in Latin letters. */
function wideOf(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const head = bytes.subarray(0, 400);
  const zeros = [0, 1].map((place) => head.filter((byte, index) => byte === 0 && index % 2 === place).length);
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length * 0.35 && even === 0) return "utf-16le";
  if (even > head.length * 0.35 && odd === 0) return "utf-16be";
  return null;
}

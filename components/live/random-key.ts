/** A key nobody guesses, 128 bits in hex: names a request, or a window. `randomUUID` is missing on plain http. */
export function makeRandomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

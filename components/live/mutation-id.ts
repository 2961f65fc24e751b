/** Makes a repeated click or a retried request count once. `randomUUID` is missing on plain http. */
export function makeMutationId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

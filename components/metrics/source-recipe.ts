/** What to paste into Prometheus so that it sends to a source. */
export function sourceRecipe({ origin, id, secret }: { origin: string; id: string; secret: string }): string {
  return `remote_write:
  - url: ${origin}/api/metrics/${id}/write
    authorization:
      credentials: ${secret}`;
}

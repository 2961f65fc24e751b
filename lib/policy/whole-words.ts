/** An expression of whole words, also of scripts beyond ASCII, whatever their case. */
export function words(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${source})(?![\\p{L}\\p{M}])`, "iu");
}

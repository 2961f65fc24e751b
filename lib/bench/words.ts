/** Made-up words whose frequencies fall like those of a language, so that indexes are filled as in real use. */
import type postgres from "postgres";

/** Different words there are; the one of rank r is r times rarer than the first (Zipf's law). */
export const vocabulary = 60_000;

const consonants = [..."bdfgklmnprstvz"];
const syllables = consonants.flatMap((letter) => ["a", "o", "u"].map((vowel) => letter + vowel));

/** The word of a rank, counted from 1: three syllables, with no ending a stemmer would take off. */
export function word(rank: number): string {
  const base = syllables.length;
  return [rank % base, Math.floor(rank / base) % base, Math.floor(rank / base ** 2) % base]
    .map((place) => syllables[place])
    .join("");
}

/** A word drawn as it occurs in text. */
export function drawnWord(random: () => number): string {
  return word(Math.floor(vocabulary ** random()));
}

/** Gives a database the function `made_up(words int)`: so many drawn words, separated by spaces. */
export async function defineMadeUp(sql: postgres.Sql): Promise<void> {
  const list = `(array[${syllables.map((syllable) => `'${syllable}'`).join(",")}])`;
  const base = syllables.length;
  await sql.unsafe(`
    create or replace function made_up(words int) returns text language sql volatile as $$
      select string_agg(
        ${list}[1 + rank % ${base}] || ${list}[1 + rank / ${base} % ${base}] || ${list}[1 + rank / ${base ** 2} % ${base}], ' ')
      from (select floor(power(${vocabulary}, random()))::int as rank from generate_series(1, words)) as drawn
    $$`);
}

/** Repeatable random numbers in [0, 1): mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

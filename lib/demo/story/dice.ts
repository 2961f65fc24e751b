/** Choices that look random and come out the same for the same seed. */

export interface Dice {
  pick<const T extends readonly [unknown, ...unknown[]]>(options: T): T[number];
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
}

/** Dice that fall by `seed`. */
export function diceFor(seed: string): Dice {
  let state = fnv1a(seed);
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  return {
    pick: (options) => options[Math.floor(next() * options.length)] ?? options[0],
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
  };
}

/** Fowler–Noll–Vo hash, 32 bits, variant 1a. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}

/** How a demo diagnostic is defined, and how its answer is made up: first from the staged cloud, else from a hash. */
import type { z } from "zod";
import { stagedCloud } from "./staged-cloud";

/** Choices that look random and are always the same for the same arguments. */
export interface Dice {
  pick<const T extends readonly [unknown, ...unknown[]]>(options: T): T[number];
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
}

interface Definition<I extends z.ZodObject, O extends z.ZodObject> {
  name: string;
  description: string;
  input: I;
  output: O;
  /** Makes up every field of the result; staged fields replace what it says. */
  invent(input: z.infer<I>, dice: Dice): NoInfer<z.infer<O>>;
}

/** A read-only look into the pretend cloud, with the shape of its arguments and of its result. */
export interface Diagnostic<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> {
  name: string;
  description: string;
  input: I;
  output: O;
  /** Answers like the real thing would; the same arguments always give the same result. Throws ZodError on wrong arguments. */
  simulate(raw: unknown): z.infer<O>;
}

/** Turns a definition into a diagnostic that can be called. */
export function defineDiagnostic<I extends z.ZodObject, O extends z.ZodObject>(
  definition: Definition<I, O>,
): Diagnostic<I, O> {
  const { invent, ...catalogued } = definition;
  return {
    ...catalogued,
    simulate(raw) {
      const input = definition.input.parse(raw);
      const subject = Object.values(input).join("/");
      const staged = stagedCloud[definition.name]?.[subject];
      return definition.output.parse({
        ...invent(input, diceFor(`${definition.name} ${subject}`)),
        ...staged,
      });
    },
  };
}

function diceFor(seed: string): Dice {
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

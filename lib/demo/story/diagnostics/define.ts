/** How a demo diagnostic is defined, and how its answer is made up: first from the staged cloud, else from a hash. */
import type { z } from "zod";
import { type Dice, diceFor } from "../dice";
import { stagedCloud } from "./staged-cloud";

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

/** Far more than any finding takes to come up. */
const MOST_ROLLS = 200;

/** Turns a definition into a diagnostic that can be called. */
export function defineDiagnostic<I extends z.ZodObject, O extends z.ZodObject>(
  definition: Definition<I, O>,
): Diagnostic<I, O> {
  const { invent, ...catalogued } = definition;
  /** What is beside a staged finding is what goes with that finding, and no trace of another. */
  const madeUp = (input: z.infer<I>, seed: string, staged: unknown): z.infer<O> => {
    for (let roll = 0; ; roll++) {
      const result = invent(input, diceFor(roll === 0 ? seed : `${seed} ${roll}`));
      const { finding } = result as { finding?: unknown };
      if (staged === undefined || finding === staged || roll === MOST_ROLLS) return result;
    }
  };
  return {
    ...catalogued,
    simulate(raw) {
      const input = definition.input.parse(raw);
      const subject = Object.values(input).join("/");
      const staged = stagedCloud[definition.name]?.[subject];
      return definition.output.parse({
        ...madeUp(input, `${definition.name} ${subject}`, staged?.finding),
        ...staged,
      });
    },
  };
}

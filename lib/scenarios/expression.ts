/** Expressions that people write for scenarios: JavaScript's own, ended where one takes longer than any of use would. */
import { inTime, Overran } from "#lib/platform/in-time";

/** Milliseconds on one text. */
const longest = 250;

/** An expression that does not come to an end; `message` is a sentence for whoever wrote it. */
export class EndlessExpression extends Error {}

/** Whether a text fits, whatever its case. Throws `EndlessExpression`: nothing people write holds the process up. */
export function fits(source: string, text: string): boolean {
  const expression = new RegExp(source, "iu");
  try {
    return inTime(longest, () => expression.test(text));
  } catch (error) {
    if (!(error instanceof Overran)) throw error;
    throw new EndlessExpression(
      `The expression ${JSON.stringify(source)} takes longer than ${longest} ms on one text; write it without repetitions within repetitions.`,
    );
  }
}

/** Texts with choices in them: `{Hi|Hello}, $volume is {slow|very slow}` becomes one of its readings, with values put in. */
import type { Dice } from "./dice";

export type Facts = Readonly<Record<string, string>>;

/** One reading of `template`: of each `{a|b}` the dice choose one, each `$name` becomes that fact. Choices may be nested. */
export function worded(template: string, facts: Facts, dice: Dice): string {
  let text = template;
  for (let inner = innermost.exec(text); inner; inner = innermost.exec(text)) {
    const [choice = "", options = ""] = inner;
    const chosen = dice.pick(options.split("|") as [string, ...string[]]);
    text = text.slice(0, inner.index) + chosen + text.slice(inner.index + choice.length);
  }
  return filled(text, facts);
}

/** `template` with facts put in; throws RangeError for a name there is no fact of. */
export function filled(template: string, facts: Facts): string {
  return template.replace(/\$([a-z][A-Za-z]*)/g, (_, name: string) => {
    const value = facts[name];
    if (value === undefined) throw new RangeError(`There is no fact "${name}" for: ${template}`);
    return value;
  });
}

/** A choice without another one in it. */
const innermost = /\{([^{}]*)\}/;

/** What entries of earlier releases call a thing. The trail is never rewritten: it is read by both names. */

const former: Readonly<Record<string, string>> = { agent_run: "consideration" };
const current = new Map(Object.entries(former).map(([now, before]) => [before, now]));

/** A thing, or what is done to it as `thing.verb`, by its name of today and by that of earlier releases. */
export function everyNameOf(name: string): string[] {
  const [thing = "", ...verb] = name.split(".");
  const before = former[thing];
  return before === undefined ? [name] : [name, [before, ...verb].join(".")];
}

/** The name of today. */
export function currentName(name: string): string {
  const [thing = "", ...verb] = name.split(".");
  return [current.get(thing) ?? thing, ...verb].join(".");
}

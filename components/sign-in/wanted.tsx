/** Where somebody wanted to go before signing in. Pure. */

const home = "/inbox";

/** The address of a door that leads on to a page of this desk. */
export function withWanted(door: string, to: string): string {
  return to === "/" || to === home ? door : `${door}?to=${encodeURIComponent(to)}`;
}

/** The path in the query `to`, when it is one of this desk; else the inbox. */
export function wanted(query: string): string {
  const to = new URLSearchParams(query).get("to") ?? "";
  // A browser reads a backslash as a slash, and two of them as another host.
  if (!/^\/(?![/\\])/.test(to) || /[\\\s]/.test(to)) return home;
  return to;
}

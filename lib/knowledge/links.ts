/** Links in messages that may be read into the knowledge base. Pure. */

const longest = 2_000;
const link = /https?:\/\/[^\s<>"'()[\]{}\\^`|\u3000-\u303f\uff00-\uffef]{1,2000}/giu;

/** The links of a text, each once, without the punctuation after them. */
export function linksIn(text: string): string[] {
  const found = (text.match(link) ?? []).flatMap((one) => readLink(one.replace(/[.,;:!?]{1,5}$/u, "")) ?? []);
  return [...new Set(found)];
}

/** A link as it is kept, without its fragment; null for what is none, or carries a name or password. */
export function readLink(text: string): string | null {
  if (text.length > longest || !URL.canParse(text)) return null;
  const url = new URL(text);
  if ((url.protocol !== "https:" && url.protocol !== "http:") || url.username || url.password) return null;
  url.hash = "";
  return url.href;
}

/** True for a link to one of the hosts, or to one below it. */
export function isAllowedLink(url: string, hosts: readonly string[]): boolean {
  const { hostname } = new URL(url);
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

/** How per-browser settings stand in cookies; read on the server, written in the browser. (.tsx so that the import map reaches it.) */

const PREFIX = "vigil.";

/** All settings of a request's cookies, without the prefix, e.g. `{ theme: "dark" }`. */
export function readPreferences(cookies: {
  getAll(): { name: string; value: string }[];
}): Record<string, string> {
  const own = cookies.getAll().filter(({ name }) => name.startsWith(PREFIX));
  return Object.fromEntries(own.map(({ name, value }) => [name.slice(PREFIX.length), value]));
}

/** Remembers one setting in this browser for a year. */
export function writePreference(name: string, value: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is missing on plain http and in older browsers
  document.cookie = `${PREFIX}${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`;
}

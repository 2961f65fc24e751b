/** A browser that signs in with SAML, for tests: begins here, is sent there, and comes back with what the provider's page posts. */
import { askAuth, cookieOf, origin } from "../../testing/sign-in";

type Begun = { url: string; cookie: string };

let visitors = 0;

/** Begins; `url` is where the browser is sent. */
export async function begin(to = "/inbox"): Promise<Begun> {
  // Beginnings are counted by address.
  visitors += 1;
  const begun = await ask("sign-in/saml", { body: { callbackURL: to, errorCallbackURL: "/login" } });
  const { url } = (await begun.json()) as { url: string };
  return { url, cookie: cookieOf(begun) };
}

/** As the browser does: a form of the provider's page, without our cookies, then on to where it is led, with them. */
export async function comeBack({ cookie }: Begun, xml: string) {
  const posted = await post(xml);
  const location = posted.headers.get("location") ?? "";
  if (!location.includes("/saml/finish")) return { location, cookie: cookieOf(posted) };
  const came = await get(location, cookie);
  return { location: came.headers.get("location") ?? "", cookie: cookieOf(came) };
}

/** What a page of the provider posts. */
export function post(xml: string): Promise<Response> {
  const body = new URLSearchParams({ SAMLResponse: Buffer.from(xml).toString("base64"), RelayState: "/x" });
  return ask("saml/acs", { body, headers: { origin: "https://login.provider.test" } });
}

/** Follows an address of ours with a cookie. */
export const get = (url: string, cookie: string) =>
  ask(url.replace(`${origin}/api/auth/`, ""), { method: "GET", cookie });

/** Asks from the visitor's address. */
export const ask = (path: string, asked: Parameters<typeof askAuth>[1]) =>
  askAuth(path, { ip: `203.0.113.${visitors % 250}`, ...asked });

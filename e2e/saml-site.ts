/** A site that signs people in with SAML, for a browser: it checks who asks, shows a page, and posts an encrypted assertion from it. */
import { createVerify } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  answerWith,
  assertionFor,
  encrypted,
  pemOf,
  requestIn,
  type Said,
  type Signer,
  signed,
} from "#lib/platform/sign-in/saml/testing/saml-provider";

type Site = { url: string; stop: () => Promise<void> };

/** `says` whom it names; `desk` is the certificate of whoever may ask. Signs with `signer`. */
export async function startSamlSite(signer: Signer, desk: Signer, says: () => Said): Promise<Site> {
  const server = createServer(async (request, response) => {
    const address = `http://localhost${request.url}`;
    if (!isSigned(address, desk)) return response.writeHead(403).end("Your desk is not known here.");
    const assertion = signed(assertionFor(address, says()), "Assertion", signer);
    const answer = answerWith(address, await encrypted(assertion, pemOf(desk.certificate)));
    response.writeHead(200, { "content-type": "text/html" }).end(page(requestIn(address).recipient, answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    // By another name than the desk's, so that a browser takes it for another site.
    url: `http://localhost:${port}/sso`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** What is signed is the address as it was sent (SAML bindings, 3.4.4.1). */
function isSigned(address: string, { certificate }: Signer): boolean {
  const [, asked = "", signature = ""] = /(SAMLRequest=.*)&Signature=([^&]+)$/.exec(address) ?? [];
  const check = createVerify("RSA-SHA256").update(asked);
  return check.verify(pemOf(certificate), decodeURIComponent(signature), "base64");
}

function page(place: string, answer: string): string {
  const value = Buffer.from(answer).toString("base64");
  return `<!DOCTYPE html><title>Provider</title><form method="post" action="${place}">
    <input type="hidden" name="SAMLResponse" value="${value}"><button>Go on as Noor Haddad</button></form>`;
}

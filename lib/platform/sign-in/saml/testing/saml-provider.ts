/** A small identity provider that speaks SAML, for tests: it says of whoever comes what the test says, signed as the test wants. */
import { randomUUID, webcrypto, X509Certificate } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";
import { BmpString, Integer } from "asn1js";
import { AttributeTypeAndValue, Certificate } from "pkijs";
import { SignedXml } from "xml-crypto";
import { type EncryptOptions, encrypt } from "xml-encryption";

const names = "urn:oasis:names:tc:SAML:2.0";
const minute = 60_000;
export const providerName = "https://login.provider.test/saml";

/** A key with the certificate that tells of it. */
export type Signer = { key: string; certificate: string };

/** What is said, as it is right; a test changes what it is about. */
export type Said = {
  email: string;
  nameId?: string;
  nameIdFormat?: string;
  attributes?: Record<string, string[]>;
  issuer?: string;
  audience?: string | null;
  recipient?: string;
  method?: string;
  inResponseTo?: string | null;
  /** What the answer around the assertion says it is in response to. */
  answerTo?: string | null;
  issuedAt?: Date;
  notBefore?: Date;
  notOnOrAfter?: Date;
  isStatement?: boolean;
};

export async function makeSigner(): Promise<Signer> {
  const pair = await webcrypto.subtle.generateKey(
    {
      name: "RSASSA-PKCS1-v1_5",
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: "SHA-256",
    },
    true,
    ["sign", "verify"],
  );
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ value: 1 });
  for (const name of [certificate.issuer, certificate.subject])
    name.typesAndValues.push(
      new AttributeTypeAndValue({ type: "2.5.4.3", value: new BmpString({ value: "Test provider" }) }),
    );
  certificate.notBefore.value = new Date(Date.now() - minute);
  certificate.notAfter.value = new Date(Date.now() + 365 * 24 * 60 * minute);
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey);
  await certificate.sign(pair.privateKey, "SHA-256");
  const key = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", pair.privateKey)).toString("base64");
  return {
    key: `-----BEGIN PRIVATE KEY-----\n${key.replace(/.{64}/g, "$&\n")}\n-----END PRIVATE KEY-----`,
    certificate: Buffer.from(certificate.toSchema(true).toBER(false)).toString("base64"),
  };
}

/** The metadata file of a provider with these certificates, which signs people in at `place`. */
export function metadataOf(
  signers: readonly Signer[],
  more = "",
  place = "https://login.provider.test/sso?tenant=1",
): string {
  const keys = signers.map(
    ({ certificate }) =>
      `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
  );
  return `<?xml version="1.0"?><md:EntityDescriptor xmlns:md="${names}:metadata" entityID="${providerName}"><md:IDPSSODescriptor ${more} protocolSupportEnumeration="${names}:protocol">${keys.join("")}<md:SingleSignOnService Binding="${names}:bindings:HTTP-Redirect" Location="${place}"/></md:IDPSSODescriptor></md:EntityDescriptor>`;
}

export async function writeMetadata(path: string, signers: readonly Signer[]): Promise<void> {
  await writeFile(path, metadataOf(signers));
}

/** The request in the address a browser is sent to. */
export function requestIn(url: string): { id: string; issuer: string; recipient: string } {
  const sent = new URL(url).searchParams.get("SAMLRequest") ?? "";
  const xml = inflateRawSync(Buffer.from(sent, "base64")).toString();
  const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(xml)?.[1] ?? "";
  return {
    id: attribute("ID"),
    issuer: /<saml:Issuer[^>]*>([^<]*)</.exec(xml)?.[1] ?? "",
    recipient: attribute("AssertionConsumerServiceURL"),
  };
}

/** An assertion for whoever asked by `url`, not signed. */
export function assertionFor(url: string, said: Said): string {
  const asked = requestIn(url);
  const now = Date.now();
  const at = (given: Date | undefined, from: number) => (given ?? new Date(now + from)).toISOString();
  const { audience = asked.issuer, inResponseTo = asked.id } = said;
  const restriction =
    audience === null
      ? ""
      : `<saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction>`;
  const attributes = Object.entries(said.attributes ?? { email: [said.email] }).map(
    ([name, values]) =>
      `<saml:Attribute Name="${name}">${values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join("")}</saml:Attribute>`,
  );
  const statement = `<saml:AuthnStatement AuthnInstant="${at(undefined, 0)}"><saml:AuthnContext><saml:AuthnContextClassRef>${names}:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`;
  const answers = inResponseTo === null ? "" : `InResponseTo="${inResponseTo}"`;
  return `<saml:Assertion xmlns:saml="${names}:assertion" ID="_${randomUUID()}" Version="2.0" IssueInstant="${at(said.issuedAt, 0)}"><saml:Issuer>${said.issuer ?? providerName}</saml:Issuer><saml:Subject><saml:NameID Format="${said.nameIdFormat ?? `${names}:nameid-format:persistent`}">${said.nameId ?? said.email}</saml:NameID><saml:SubjectConfirmation Method="${said.method ?? `${names}:cm:bearer`}"><saml:SubjectConfirmationData ${answers} Recipient="${said.recipient ?? asked.recipient}" NotOnOrAfter="${at(said.notOnOrAfter, 5 * minute)}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${at(said.notBefore, -minute)}" NotOnOrAfter="${at(said.notOnOrAfter, 5 * minute)}">${restriction}</saml:Conditions>${said.isStatement === false ? "" : statement}<saml:AttributeStatement>${attributes.join("")}</saml:AttributeStatement></saml:Assertion>`;
}

/** The answer around it. */
export function answerWith(url: string, inside: string, answerTo?: string | null): string {
  const asked = requestIn(url);
  const answers = answerTo === null ? "" : `InResponseTo="${answerTo ?? asked.id}"`;
  return `<samlp:Response xmlns:samlp="${names}:protocol" ID="_${randomUUID()}" Version="2.0" IssueInstant="${new Date().toISOString()}" Destination="${asked.recipient}" ${answers}><saml:Issuer xmlns:saml="${names}:assertion">${providerName}</saml:Issuer><samlp:Status><samlp:StatusCode Value="${names}:status:Success"/></samlp:Status>${inside}</samlp:Response>`;
}

const rsa = {
  sha1: "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
  sha256: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
};
const digest = {
  sha1: "http://www.w3.org/2000/09/xmldsig#sha1",
  sha256: "http://www.w3.org/2001/04/xmlenc#sha256",
};

/** The same with the outermost element of `name` signed. */
export function signed(
  xml: string,
  name: "Assertion" | "Response",
  { key }: Signer,
  strength: "sha1" | "sha256" = "sha256",
): string {
  const canonical = "http://www.w3.org/2001/10/xml-exc-c14n#";
  const signature = new SignedXml({
    privateKey: key,
    signatureAlgorithm: rsa[strength],
    canonicalizationAlgorithm: canonical,
  });
  signature.addReference({
    xpath: `//*[local-name()='${name}']`,
    transforms: ["http://www.w3.org/2000/09/xmldsig#enveloped-signature", canonical],
    digestAlgorithm: digest[strength],
  });
  const reference = `//*[local-name()='${name}']/*[local-name()='Issuer']`;
  signature.computeSignature(xml, { location: { reference, action: "after" } });
  return signature.getSignedXml();
}

/** The assertion encrypted for whoever has the key of the certificate, as PEM; in a way a test may choose. */
export async function encrypted(
  assertion: string,
  certificate: string,
  ways: Partial<Pick<EncryptOptions, "encryptionAlgorithm" | "keyEncryptionAlgorithm">> = {},
): Promise<string> {
  const options: EncryptOptions = {
    rsa_pub: new X509Certificate(certificate).publicKey.export({ type: "spki", format: "pem" }),
    pem: certificate,
    encryptionAlgorithm: "http://www.w3.org/2009/xmlenc11#aes256-gcm",
    keyEncryptionAlgorithm: "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p",
    warnInsecureAlgorithm: false,
    ...ways,
  };
  const data = await new Promise<string>((resolve, reject) =>
    encrypt(assertion, options, (error, result) => (error ? reject(error) : resolve(String(result)))),
  );
  return `<saml:EncryptedAssertion xmlns:saml="${names}:assertion">${data}</saml:EncryptedAssertion>`;
}

/** The file of a key and its certificate, as VIGIL_SAML_KEY names it. */
export function keyFileOf({ key, certificate }: Signer): string {
  return `${key}\n${pemOf(certificate)}`;
}

/** A certificate as PEM. */
export function pemOf(certificate: string): string {
  return `-----BEGIN CERTIFICATE-----\n${certificate.replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
}

/** Reads what an identity provider posts: whom a signed assertion names, when it is meant for us, now, and for one sign-in we began. */
import { SAML, ValidateInResponseTo } from "@node-saml/node-saml";
import { z } from "zod";
import { inTime } from "../../in-time";
import { decrypted } from "./decrypt";
import type { OwnKey } from "./own-key";
import type { SamlProvider } from "./provider-metadata";
import { elementsOf, readXml } from "./xml";

/** Whom it names: everything of the part that was signed. */
export type Asserted = {
  /** The sign-in it answers. */
  requestId: string;
  nameId: string;
  attributes: Record<string, string[]>;
};

/** What it has to be meant for. */
export type Expected = {
  provider: SamlProvider;
  /** What opens an encrypted assertion; null where this desk has no key. */
  own: OwnKey | null;
  /** The name of this desk. */
  entityId: string;
  /** Where it was posted to. */
  recipient: string;
  /** When a sign-in was begun here that nobody has come back from; null for any other. */
  beganAt: (requestId: string) => Promise<Date | null>;
};

/** No answer of a provider is longer, in characters. */
export const longestAnswer = 350_000;
/** How far the two clocks may differ, and how old an assertion may be, in milliseconds. */
const skew = 2 * 60_000;
const oldest = 10 * 60_000;
/** A person of two thousand groups takes less, in tags, quotes, elements within each other, and milliseconds. */
const mostTags = 5_000;
const mostMarks = 20_000;
const deepest = 40;
const longestRead = 1_000;
/** For how long somebody may be there, in milliseconds. */
export const longestAway = 10 * 60_000;

const bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
const transient = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
const signature = "http://www.w3.org/2000/09/xmldsig#";
/** Whatever else the library could check is older than it should be. */
const strong = new Set([
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
  "http://www.w3.org/2001/04/xmlenc#sha256",
  "http://www.w3.org/2001/04/xmldsig-more#sha384",
  "http://www.w3.org/2001/04/xmlenc#sha512",
]);

const text = z.object({ _: z.string() });
const one = <Schema extends z.ZodType>(schema: Schema) => z.tuple([schema]);
/** An assertion as the library parses it: elements in lists, attributes under `$`, text under `_`. */
const Assertion = z.object({
  Issuer: one(text),
  Subject: one(
    z.object({
      NameID: one(text.extend({ $: z.object({ Format: z.string().optional() }).optional() })),
      SubjectConfirmation: z.array(
        z.object({
          $: z.object({ Method: z.string() }),
          SubjectConfirmationData: z
            .array(z.object({ $: z.record(z.string(), z.string()).default({}) }))
            .default([]),
        }),
      ),
    }),
  ),
  Conditions: one(z.object({ $: z.object({ NotOnOrAfter: z.string() }) })),
  AuthnStatement: z.array(z.unknown()).min(1),
  AttributeStatement: z
    .array(
      z.object({
        Attribute: z
          .array(
            z.object({
              $: z.object({ Name: z.string() }),
              AttributeValue: z.array(z.object({ _: z.string().optional() })).default([]),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
});
type Assertion = z.infer<typeof Assertion>;

/** Checks it in every way, and reads it. Rejects with the reason, which is for the trail, not for whoever sent it. */
export async function readAssertion(posted: string, expected: Expected): Promise<Asserted> {
  if (posted.length > longestAnswer) throw new Error("too long");
  const root = refuseWeak(Buffer.from(posted, "base64").toString("utf8"));
  // What is within is no better known than what is around it.
  const within = await decrypted(root, expected.own?.key);
  if (within !== null) refuseWeak(within);
  const { profile } = await checker(expected).validatePostResponseAsync({ SAMLResponse: posted });
  // Only what was signed is read, and nothing the library put together of it.
  const parsed = Assertion.safeParse(Reflect.get(profile?.getAssertion?.() ?? {}, "Assertion"));
  const requestId = profile?.inResponseTo;
  if (!parsed.success || typeof requestId !== "string") throw new Error("incomplete assertion");
  refuseForeign(parsed.data, requestId, expected);
  const [{ NameID }] = parsed.data.Subject;
  const [{ _: nameId, $: { Format } = {} }] = NameID;
  if (Format === transient) throw new Error("name that changes with every sign-in");
  return { requestId, nameId, attributes: attributesOf(parsed.data) };
}

/**
 * Types of documents, signatures or digests nobody should rely on any more, and what is made to take long: anybody may post
 * here, and every later step reads the same text again. Returns the outermost element.
 */
function refuseWeak(xml: string): Element {
  const marks = xml.match(/[<"']/g) ?? [];
  if (marks.length > mostMarks || marks.filter((mark) => mark === "<").length > mostTags)
    throw new Error("too many elements");
  const root = inTime(longestRead, () => readXml(xml));
  if (isDeeper(root, deepest)) throw new Error("nested too deeply");
  const methods = ["SignatureMethod", "DigestMethod"].flatMap((name) => elementsOf(root, signature, name));
  // The digest that locks a key signs nothing: RSA-OAEP is as good with an old one.
  const signing = methods.filter(
    ({ parentNode }) => !/(^|:)EncryptionMethod$/.test(parentNode?.nodeName ?? ""),
  );
  if (signing.some((method) => !strong.has(method.getAttribute("Algorithm") ?? "")))
    throw new Error("weak signature");
  return root;
}

function isDeeper(root: Element, most: number): boolean {
  let level: Element[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === most) return true;
    level = level.flatMap(({ childNodes }) =>
      Array.from(childNodes).flatMap((node) => (node.nodeType === 1 ? [node as Element] : [])),
    );
  }
  return false;
}

function checker({ provider, own, entityId, recipient, beganAt }: Expected): SAML {
  return new SAML({
    issuer: entityId,
    audience: entityId,
    callbackUrl: recipient,
    entryPoint: provider.entryPoint,
    idpCert: provider.certificates,
    // One of the two has to be signed: providers differ in which.
    wantAuthnResponseSigned: false,
    wantAssertionsSigned: false,
    ...(own && { decryptionPvk: own.key }),
    acceptedClockSkewMs: skew,
    maxAssertionAgeMs: oldest,
    validateInResponseTo: ValidateInResponseTo.always,
    requestIdExpirationPeriodMs: longestAway,
    cacheProvider: {
      saveAsync: async () => null,
      getAsync: async (id) => (await beganAt(id))?.toISOString() ?? null,
      removeAsync: async () => null,
    },
  });
}

/** What the library leaves open: who says it, and that the signed part itself is for us, by this way, and for this sign-in. */
function refuseForeign({ Issuer: [issuer], Subject: [subject] }: Assertion, requestId: string, to: Expected) {
  if (issuer._.trim() !== to.provider.entityId) throw new Error("assertion of another provider");
  const isOurs = subject.SubjectConfirmation.some(({ $: { Method }, SubjectConfirmationData: [data] }) => {
    const { Recipient, InResponseTo, NotOnOrAfter = "" } = data?.$ ?? {};
    const isInTime = Date.parse(NotOnOrAfter) + skew > Date.now();
    return Method === bearer && Recipient === to.recipient && InResponseTo === requestId && isInTime;
  });
  if (!isOurs) throw new Error("assertion for somebody else");
}

function attributesOf({ AttributeStatement }: Assertion): Record<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { $, AttributeValue } of AttributeStatement.flatMap(({ Attribute }) => Attribute))
    found.set($.Name, [...(found.get($.Name) ?? []), ...AttributeValue.flatMap(({ _ }) => _?.trim() || [])]);
  return Object.fromEntries(found);
}

/** Time stamps of the audit head by somebody else (RFC 3161): that the trail stood so at that time, whoever holds our key. */
import { createHash, X509Certificate } from "node:crypto";
import type { AuditHead } from "#lib/platform/audit-chain";

/** What a stamp says, or what is wrong with it. `isTrusted`: its signer was followed up to a root that was given. */
export type StampVerdict = { fault: string } | { at: Date; authority: string; isTrusted: boolean };

/** Extended key usage of certificates that stamp times, and the content type of what they sign. */
const stampsTimes = "1.2.840.113549.1.9.16.1.4";
const forTimeStamps = "1.3.6.1.5.5.7.3.8";

/** A request for a head, as `openssl ts -query -data HEAD -sha256 -cert -no_nonce` writes it: all but the hash is the same each time. */
export function stampRequest(head: AuditHead): Buffer {
  const begin = Buffer.from("30390201013031300d060960864801650304020105000420", "hex");
  const asksForCertificates = Buffer.from("0101ff", "hex");
  return Buffer.concat([begin, createHash("sha256").update(stamped(head)).digest(), asksForCertificates]);
}

/** Whether `answer` stamps this very head, by a signature that holds; with roots also, by whom they vouch for. */
export async function readStamp(
  answer: Uint8Array,
  head: AuditHead,
  roots: readonly X509Certificate[] = [],
): Promise<StampVerdict> {
  try {
    return await checked(answer, head, roots);
  } catch {
    return { fault: "It cannot be read as a time stamp." };
  }
}

async function checked(
  answer: Uint8Array,
  head: AuditHead,
  roots: readonly X509Certificate[],
): Promise<StampVerdict> {
  const { Certificate, ContentInfo, SignedData, TimeStampResp, TSTInfo } = await import("pkijs");
  const response = TimeStampResp.fromBER(bytes(answer));
  // 0 and 1 of RFC 3161: granted, and granted with changes.
  if (response.status.status > 1 || !response.timeStampToken)
    return { fault: `The authority refused (status ${response.status.status}).` };
  const signed = new SignedData({
    schema: new ContentInfo({ schema: response.timeStampToken.toSchema() }).content,
  });
  const content = signed.encapContentInfo.eContent?.getValue();
  if (signed.encapContentInfo.eContentType !== stampsTimes || !content)
    return { fault: "It signs something else than a time." };
  const told = TSTInfo.fromBER(content);
  const wanted = createHash("sha256").update(stamped(head)).digest();
  if (!wanted.equals(Buffer.from(told.messageImprint.hashedMessage.valueBlock.valueHexView)))
    return { fault: "It stamps another head." };
  const verdict = await signed
    .verify({
      signer: 0,
      data: bytes(Buffer.from(stamped(head))),
      checkChain: roots.length > 0,
      trustedCerts: roots.map(({ raw }) => Certificate.fromBER(bytes(raw))),
      checkDate: told.genTime,
      extendedMode: true,
    })
    .catch(() => null);
  if (!verdict?.signatureVerified || !verdict.signerCertificate)
    return { fault: "Its signature does not hold." };
  const signer = new X509Certificate(Buffer.from(verdict.signerCertificate.toSchema().toBER()));
  if (!signer.keyUsage?.includes(forTimeStamps)) return { fault: "Its signer may not stamp times." };
  const authority = /CN=([^\n]+)/.exec(signer.subject)?.[1] ?? signer.subject;
  return { at: told.genTime, authority, isTrusted: roots.length > 0 };
}

/** What is stamped: the head as `audit head` prints it, so that others can check a stamp with tools of their own. */
function stamped({ sequence, hash }: AuditHead): string {
  return `${sequence}:${hash}`;
}

function bytes(given: Uint8Array): ArrayBuffer {
  return new Uint8Array(given).buffer;
}

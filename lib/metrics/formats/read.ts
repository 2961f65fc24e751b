/** From bytes as they were sent to a batch: what it is by its headers, unpacked within bounds, read by its format. */
import { constants, gunzip, gzip } from "node:zlib";
import { uncompress } from "snappyjs";
import { refusal } from "#lib/connectors/webhook-request";
import type { BodyEncoding, BodyFormat } from "../model";
import { type Batch, newBatch } from "./batch";
import { readOtlpJson } from "./otlp-json";
import { readOtlpProtobuf } from "./otlp-protobuf";
import { readRemoteWrite } from "./remote-write";
import { readRemoteWrite2 } from "./remote-write-2";

/** Largest body, packed and unpacked, in bytes. */
export const mostPacked = 8_000_000;
export const mostUnpacked = 24_000_000;

const readers = {
  remote_write_1: readRemoteWrite,
  remote_write_2: readRemoteWrite2,
  otlp_protobuf: readOtlpProtobuf,
  otlp_json: readOtlpJson,
} satisfies Record<BodyFormat, (body: Uint8Array, batch: Batch) => Promise<void>>;

/** The samples of an unpacked body. Throws `invalid` when it is not what it is said to be. */
export function readBody(format: BodyFormat, body: Uint8Array): Promise<Batch> {
  return read(format, body, newBatch());
}

/** What `readBody` would find, without the series. */
export function countBody(format: BodyFormat, body: Uint8Array): Promise<Batch> {
  return read(format, body, newBatch({ isOnlyCounted: true }));
}

async function read(format: BodyFormat, body: Uint8Array, batch: Batch): Promise<Batch> {
  try {
    await readers[format](body, batch);
    return batch;
  } catch (error) {
    const reason = error instanceof Error && error.name === "Error" ? `: ${error.message}` : "";
    throw refusal("invalid", "body", `cannot be read as ${formatNames[format]}${reason}`);
  }
}

const formatNames: Record<BodyFormat, string> = {
  remote_write_1: "prometheus.WriteRequest",
  remote_write_2: "io.prometheus.write.v2.Request",
  otlp_protobuf: "an OTLP request in protobuf",
  otlp_json: "an OTLP request in JSON",
};

/** Format of a remote write; null for one that is not known. */
export function remoteWriteFormat(contentType: string): BodyFormat | null {
  const [type = "", ...parameters] = contentType
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  if (type !== "application/x-protobuf") return null;
  const proto = parameters
    .find((one) => one.startsWith("proto="))
    ?.slice("proto=".length)
    .replaceAll('"', "");
  if (proto === undefined || proto === "prometheus.writerequest") return "remote_write_1";
  return proto === "io.prometheus.write.v2.request" ? "remote_write_2" : null;
}

/** Format of an OTLP request; null for one that is not known. */
export function otlpFormat(contentType: string): BodyFormat | null {
  const [type = ""] = contentType
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  if (type === "application/json") return "otlp_json";
  return type === "application/x-protobuf" ? "otlp_protobuf" : null;
}

/** A body as its format has it. Throws `too_large`, and `invalid` for one that is not packed as it is said to be. */
export function unpacked(encoding: BodyEncoding, body: Uint8Array): Uint8Array | Promise<Uint8Array> {
  switch (encoding) {
    case "identity":
      return body;
    case "snappy":
      return unsnap(body);
    case "gzip":
      return inflate(body);
  }
}

/** Smaller bodies are kept as they come, in bytes. */
const leastPacked = 16_000;

/** A body as it is kept: one that came unpacked is a tenth of itself packed, and so is what has to be written down. */
export function packed(
  encoding: BodyEncoding,
  body: Uint8Array,
): Promise<{ encoding: BodyEncoding; body: Uint8Array }> {
  if (encoding !== "identity" || body.length < leastPacked) return Promise.resolve({ encoding, body });
  return new Promise((resolve, reject) => {
    gzip(body, { level: constants.Z_BEST_SPEED }, (error, small) =>
      error ? reject(error) : resolve({ encoding: "gzip", body: small }),
    );
  });
}

/** Unpacks snappy's block format. Throws `too_large` by what the body says of itself, before anything is unpacked. */
export function unsnap(body: Uint8Array): Uint8Array {
  if (declaredLength(body) > mostUnpacked) throw tooLarge();
  try {
    return uncompress(body, mostUnpacked);
  } catch {
    throw refusal("invalid", "body", "is not in snappy's block format");
  }
}

/** Unpacks gzip, no further than it may grow. */
export function inflate(body: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    gunzip(body, { maxOutputLength: mostUnpacked }, (error, unpacked) => {
      if (!error) return resolve(unpacked);
      const isLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
      reject(isLarge ? tooLarge() : refusal("invalid", "body", "is not gzip"));
    });
  });
}

function tooLarge() {
  return refusal("too_large", "body", `is larger than ${mostUnpacked / 1_000_000} MB when it is unpacked`);
}

/** The length that a snappy block begins with, as a varint. */
function declaredLength(body: Uint8Array): number {
  let length = 0;
  for (let at = 0; at < Math.min(5, body.length); at++) {
    const byte = body[at] as number;
    length += (byte & 0x7f) * 2 ** (7 * at);
    if (byte < 0x80) return length;
  }
  return Number.POSITIVE_INFINITY;
}

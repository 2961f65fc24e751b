/** A collector of traces for tests: takes OTLP over HTTP as a real one does, and keeps what it is told, raw and read. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { PbfReader } from "pbf";

export type ToldSpan = {
  trace: string;
  id: string;
  parent: string;
  name: string;
  /** By OTLP: 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  kind: number;
  attributes: Record<string, string | number | boolean>;
  /** Traces it points to. */
  links: string[];
};

export type TraceReceiver = {
  /** To be used as OTEL_EXPORTER_OTLP_ENDPOINT. */
  url: string;
  spans: ToldSpan[];
  /** All bytes that came, as text: what stands in a span anywhere stands in here. */
  raw: () => string;
  close: () => Promise<void>;
};

/** Starts the collector on a free port of 127.0.0.1. */
export async function startTraceReceiver(): Promise<TraceReceiver> {
  const bodies: Buffer[] = [];
  const spans: ToldSpan[] = [];
  const server = createServer(async (request, response) => {
    const body = await bytesOf(request);
    bodies.push(body);
    if (request.url === "/v1/traces") spans.push(...spansOf(body));
    response.writeHead(200, { "content-type": "application/x-protobuf" });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    raw: () => Buffer.concat(bodies).toString("utf8"),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The path to a span: resource spans, scope spans, span; numbers are those of `opentelemetry/proto/trace/v1`. */
function spansOf(body: Uint8Array): ToldSpan[] {
  const spans: ToldSpan[] = [];
  const within =
    (tag: number, inner: (tag: number, _: null, reader: PbfReader) => void) =>
    (found: number, _: null, reader: PbfReader) =>
      void (found === tag && reader.readMessage(inner, null));
  const span = within(2, (tag, _, reader) => {
    if (tag !== 2) return;
    const empty = { trace: "", id: "", parent: "", name: "", kind: 0, attributes: {}, links: [] };
    spans.push(reader.readMessage(spanField, empty));
  });
  new PbfReader(body).readFields(within(1, span), null);
  return spans;
}

function spanField(tag: number, span: ToldSpan, reader: PbfReader): void {
  if (tag === 1) span.trace = hex(reader);
  else if (tag === 2) span.id = hex(reader);
  else if (tag === 4) span.parent = hex(reader);
  else if (tag === 5) span.name = reader.readString();
  else if (tag === 6) span.kind = reader.readVarint();
  else if (tag === 9) {
    const { key, value } = reader.readMessage(pairField, { key: "", value: "" });
    span.attributes[key] = value;
  } else if (tag === 13) span.links.push(reader.readMessage(linkField, { trace: "" }).trace);
}

type Pair = { key: string; value: string | number | boolean };

function pairField(tag: number, pair: Pair, reader: PbfReader): void {
  if (tag === 1) pair.key = reader.readString();
  else if (tag === 2) reader.readMessage(valueField, pair);
}

function valueField(tag: number, pair: Pair, reader: PbfReader): void {
  if (tag === 1) pair.value = reader.readString();
  else if (tag === 2) pair.value = reader.readBoolean();
  else if (tag === 3) pair.value = reader.readVarint(true);
  else if (tag === 4) pair.value = reader.readDouble();
}

function linkField(tag: number, link: { trace: string }, reader: PbfReader): void {
  if (tag === 1) link.trace = hex(reader);
}

const hex = (reader: PbfReader) => Buffer.from(reader.readBytes()).toString("hex");

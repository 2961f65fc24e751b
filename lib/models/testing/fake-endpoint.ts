/** A local OpenAI-compatible server that answers sensibly from its prompt and fails on command: for tests and for trying the product. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fakeEmbedding } from "./fake-embeddings";

/** What the next request gets: an answer of ours, or one way of going wrong. */
export type Script =
  | { kind: "answer"; text?: string; call?: { name: string; arguments: Record<string, unknown> } }
  /** A refusal, in the server's own words where `says` gives them. */
  | { kind: "status"; status: number; retryAfter?: number; says?: unknown }
  /** What some server sends, as it sends it. */
  | { kind: "raw"; body: string; type?: "text/event-stream" | "application/json"; isCut?: boolean }
  | { kind: "hang" }
  | { kind: "garbage" }
  | { kind: "cut"; afterPieces: number }
  /** Writes this and then nothing more, and does not end: what a slow server has done when its time is over. */
  | { kind: "stall"; text: string }
  | { kind: "reset" }
  | { kind: "empty" };

export type FakeEndpoint = {
  /** To be used as OPENAI_BASE_URL. */
  url: string;
  /** Requests as they came in: path and parsed body. */
  requests: { path: string; body: Record<string, unknown> }[];
  /** Queues what the next requests get; without a script the server echoes. */
  script: (...next: Script[]) => void;
  /** What the list of models says of the one there is, beside its name. */
  states: (facts: Record<string, unknown>) => void;
  close: () => Promise<void>;
};

/**
 * Starts the server on 127.0.0.1; port 0 takes a free one. `pace` is the milliseconds between streamed words,
 * `dimensions` the length of its embeddings.
 */
export async function startFakeEndpoint({
  port = 0,
  pace = 0,
  dimensions = 256,
} = {}): Promise<FakeEndpoint> {
  const scripts: Script[] = [];
  const requests: FakeEndpoint["requests"] = [];
  let stated: Record<string, unknown> = {};
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "/";
    if (path.endsWith("/models"))
      return json(response, 200, { object: "list", data: [{ id: "fake-1", object: "model", ...stated }] });
    const body = JSON.parse(await text(request)) as Record<string, unknown>;
    requests.push({ path, body });
    const isResponses = path.endsWith("/responses");
    const isEmbeddings = path.endsWith("/embeddings");
    if (!isResponses && !isEmbeddings && !path.endsWith("/chat/completions"))
      return json(response, 404, { error: { message: "Unknown path." } });
    const script = scripts.shift() ?? { kind: "answer" };
    if (script.kind === "hang") return;
    if (script.kind === "reset") return void response.destroy();
    if (script.kind === "status") {
      if (script.retryAfter !== undefined) response.setHeader("retry-after", String(script.retryAfter));
      const words = script.says ?? { error: { message: "Scripted failure.", type: "scripted" } };
      return json(response, script.status, words);
    }
    if (script.kind === "raw") {
      response.writeHead(200, { "content-type": script.type ?? "text/event-stream" });
      if (!script.isCut) return void response.end(script.body);
      response.write(script.body);
      // What was written is to arrive before the connection breaks.
      await sleep(20);
      return void response.destroy();
    }
    if (script.kind === "garbage") {
      response.writeHead(200, { "content-type": "text/event-stream" });
      return void response.end("data: {not json\n\ndata: <html>\n\n");
    }
    if (isEmbeddings) return json(response, 200, embeddings([body.input].flat().map(String), dimensions));
    const call = script.kind === "answer" ? script.call : undefined;
    const words =
      script.kind === "empty" || call
        ? ""
        : ((script.kind === "answer" || script.kind === "stall") && script.text) || echo(promptOf(body));
    const pieces = words.match(/\S+\s*/g) ?? [];
    if (!body.stream)
      return json(response, 200, isResponses ? wholeResponse(words) : wholeCompletion(words, call));
    response.writeHead(200, { "content-type": "text/event-stream" });
    const parts = isResponses ? responseEvents(pieces) : completionChunks(pieces, call);
    let sent = 0;
    for (const part of parts) {
      if (script.kind === "cut" && sent++ === script.afterPieces) {
        // What was written is to arrive before the connection breaks.
        await sleep(20);
        return void response.destroy();
      }
      // The last part is the end of it.
      if (script.kind === "stall" && part === parts.at(-1)) return;
      response.write(`data: ${JSON.stringify(part)}\n\n`);
      if (pace > 0) await sleep(pace);
    }
    response.end("data: [DONE]\n\n");
  }

  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    script: (...next) => void scripts.push(...next),
    states: (facts) => {
      stated = facts;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A grounded answer made of the prompt's best source that may be quoted, cited; silence when there is none. */
export function echo(prompt: string): string {
  const plain = prompt.replace(/^[0-9a-f]{8}\| ?/gm, "");
  const name = /^Customer: (\[[A-Z]+_\d+\]|[^\s,]+)/m.exec(plain)?.[1];
  const sources = plain.slice(plain.indexOf("\nSOURCES\n")).split(/\n\n?(?=\[\d+\] )/);
  const quotable = sources.find(
    (source) => /^\[\d+\] (?:Article|Result)/.test(source) && !source.includes("(internal)"),
  );
  const number = quotable && /^\[(\d+)\]/.exec(quotable)?.[1];
  if (!quotable || !number) return "NO_REPLY";
  const body = quotable
    .split("\n")
    .slice(1)
    .join("\n")
    .replace(/^#+ .*$/gm, "")
    .trim();
  const sentences =
    body
      .match(/[^.!?\n]+[.!?]/g)
      ?.slice(0, 3)
      .map((sentence) => sentence.trim()) ?? [];
  if (sentences.length === 0) return "NO_REPLY";
  const hello = name && name !== "none" ? `Hello ${name},` : "Hello,";
  return `${hello}\n\n${sentences.join(" ")} [${number}]\n\nPlease tell us whether this helps.`;
}

function promptOf(body: Record<string, unknown>): string {
  const turns = (body.messages ?? body.input) as { role: string; content: string | { text?: string }[] }[];
  return turns
    .filter(({ role }) => role === "user")
    .map(({ content }) =>
      typeof content === "string" ? content : content.map((part) => part.text ?? "").join("\n"),
    )
    .join("\n");
}

const head = { id: "fake", created: 0, model: "fake-1" };
const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
type Call = { name: string; arguments: Record<string, unknown> } | undefined;

function embeddings(texts: string[], dimensions: number) {
  const data = texts.map((text, index) => {
    return { object: "embedding", index, embedding: fakeEmbedding(text, dimensions) };
  });
  return { object: "list", model: "fake-embedding-1", data, usage: { prompt_tokens: 1, total_tokens: 1 } };
}

function toolCalls(call: NonNullable<Call>) {
  const { name } = call;
  return [
    {
      index: 0,
      id: "call_1",
      type: "function",
      function: { name, arguments: JSON.stringify(call.arguments) },
    },
  ];
}

function wholeCompletion(content: string, call: Call) {
  const message = { role: "assistant", content, ...(call && { tool_calls: toolCalls(call) }) };
  const choice = { index: 0, message, finish_reason: call ? "tool_calls" : "stop" };
  return { ...head, object: "chat.completion", choices: [choice], usage };
}

function completionChunks(pieces: string[], call: Call) {
  const chunk = (delta: object, finish: string | null = null) => ({
    ...head,
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  const deltas = call ? [{ tool_calls: toolCalls(call) }] : pieces.map((content) => ({ content }));
  return [
    chunk({ role: "assistant", content: "" }),
    ...deltas.map((delta) => chunk(delta)),
    chunk({}, call ? "tool_calls" : "stop"),
  ];
}

function wholeResponse(text: string) {
  const content = [{ type: "output_text", text, annotations: [] }];
  const message = { type: "message", id: "msg_1", role: "assistant", status: "completed", content };
  return {
    id: "resp_1",
    object: "response",
    created_at: 0,
    model: "fake-1",
    status: "completed",
    output: [message],
    usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
  };
}

function responseEvents(pieces: string[]) {
  const item = { type: "message", id: "msg_1", role: "assistant", status: "in_progress", content: [] };
  const response = wholeResponse(pieces.join(""));
  return [
    { type: "response.created", response: { ...response, status: "in_progress", output: [] } },
    { type: "response.output_item.added", output_index: 0, item },
    ...pieces.map((delta) => ({
      type: "response.output_text.delta",
      item_id: "msg_1",
      output_index: 0,
      content_index: 0,
      delta,
    })),
    { type: "response.output_item.done", output_index: 0, item: response.output[0] },
    { type: "response.completed", response },
  ];
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

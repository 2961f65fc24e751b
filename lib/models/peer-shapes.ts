/** Answers of compatible servers in the shape the client library knows: what they do otherwise is put right before it is read. */

type Json = { [key: string]: unknown };

/** A fetch whose chat completions have the usual shape, whether they stream or not. */
export function inUsualShape(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const isStreamAsked = typeof init?.body === "string" && /"stream"\s*:\s*true/.test(init.body);
    let response = await fetch(input, init);
    if (isStream(response) && response.body) {
      const begun = await begin(response.body.pipeThrough(new TextDecoderStream()));
      if (begun) return streamOf(begun.pipeThrough(lineByLine()), response);
      // Some servers break off without a word what they refuse: in one piece they say why.
      response = await fetch(input, isStreamAsked ? inOnePiece(init) : init);
    }
    const type = response.headers.get("content-type") ?? "";
    if (!response.ok || !type.includes("json") || !isStreamAsked) return response;
    // A whole answer though a stream was asked for.
    const whole = asJson(await response.text());
    const events = [usualChunk(whole ?? {}), ...(isFailure(whole) ? [] : ["[DONE]"])];
    return streamOf(
      events
        .map((event) => `data: ${typeof event === "string" ? event : JSON.stringify(event)}\n\n`)
        .join(""),
      response,
    );
  };
}

function isStream({ ok, headers }: Response): boolean {
  return ok && /event-stream|x-ndjson/.test(headers.get("content-type") ?? "");
}

/** The stream once its first words are here; null where it ends without any. */
async function begin(stream: ReadableStream<string>): Promise<ReadableStream<string> | null> {
  const reader = stream.getReader();
  const first = await reader.read();
  if (first.done) return null;
  return new ReadableStream<string>({
    start: (out) => out.enqueue(first.value),
    async pull(out) {
      const { done, value } = await reader.read();
      if (done) out.close();
      else out.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function inOnePiece(init: RequestInit | undefined): RequestInit {
  const { stream: _, stream_options: __, ...body } = JSON.parse(String(init?.body));
  return { ...init, body: JSON.stringify(body) };
}

function streamOf(body: ReadableStream<string> | string, { status, headers }: Response): Response {
  const kept = new Headers(headers);
  kept.set("content-type", "text/event-stream");
  kept.delete("content-length");
  const bytes = typeof body === "string" ? body : body.pipeThrough(new TextEncoderStream());
  return new Response(bytes, { status, headers: kept });
}

/** Each line of a stream of events on its own, with its data in the usual shape. */
function lineByLine(): TransformStream<string, string> {
  let rest = "";
  let isFinished = false;
  const usual = (line: string): string => {
    const data = /^data:\s?(.*)$/.exec(line)?.[1];
    if (data === undefined) return `${line}\n`;
    // Who says that all is said has said why it ended, even without a word.
    if (data.trim() === "[DONE]")
      return `${isFinished ? "" : `data: ${JSON.stringify(stopped)}\n\n`}${line}\n`;
    const chunk = asJson(data);
    if (!chunk) return `${line}\n`;
    const shaped = usualChunk(chunk);
    isFinished ||=
      JSON.stringify(shaped).includes('"finish_reason":"') || isFailure(shaped) || !isChat(chunk);
    return `data: ${JSON.stringify(shaped)}\n`;
  };
  return new TransformStream({
    transform(text, out) {
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop() ?? "";
      for (const line of lines) out.enqueue(usual(line));
    },
    flush(out) {
      if (rest) out.enqueue(usual(rest));
    },
  });
}

const stopped = { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] };

/** Events of the newer interface have a type of their own, and are left alone. */
function isChat(chunk: Json): boolean {
  return typeof chunk.type !== "string" || Array.isArray(chunk.choices);
}

function isFailure(chunk: Json | null): boolean {
  return chunk !== null && (chunk.error !== undefined || chunk.object === "error");
}

function usualChunk(chunk: Json): Json {
  if (!isChat(chunk)) return chunk;
  if (isFailure(chunk)) return { error: { message: failureWords(chunk) } };
  const choices = Array.isArray(chunk.choices) ? chunk.choices : [];
  return {
    choices: choices.filter(isObject).map((choice, at) => ({
      index: typeof choice.index === "number" ? choice.index : at,
      delta: usualDelta(isObject(choice.delta) ? choice.delta : choice.message),
      finish_reason: usualEnding(choice.finish_reason),
    })),
    ...(isObject(chunk.usage) && { usage: numbersOf(chunk.usage) }),
  };
}

function usualDelta(said: unknown): Json {
  if (!isObject(said)) return {};
  const asked = isObject(said.function_call) ? [{ function: said.function_call }] : said.tool_calls;
  const calls = Array.isArray(asked) ? asked.filter(isObject).map(usualCall) : [];
  return { content: wordsOf(said.content), ...(calls.length > 0 && { tool_calls: calls }) };
}

/** Text alone: of parts those that are text, not what was thought. */
function wordsOf(content: unknown): string | null {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return null;
  return content
    .filter(isObject)
    .map(({ type, text }) => (type === "text" && typeof text === "string" ? text : ""))
    .join("");
}

function usualCall(call: Json, at: number): Json {
  const { name, arguments: given } = isObject(call.function) ? call.function : call;
  const text = typeof given === "string" ? given : given ? JSON.stringify(given) : "";
  return {
    index: typeof call.index === "number" ? call.index : at,
    // The pieces of a streamed call have neither but for the first.
    ...(typeof name === "string" && name !== "" && { id: String(call.id ?? `call_${at}`), type: "function" }),
    function: { ...(typeof name === "string" && name !== "" && { name }), arguments: text },
  };
}

const endings: Record<string, string> = {
  eos: "stop",
  eos_token: "stop",
  end_turn: "stop",
  stop_sequence: "stop",
  tool_call: "tool_calls",
  tool_use: "tool_calls",
  max_tokens: "length",
};

function usualEnding(reason: unknown): string | null {
  return typeof reason === "string" && reason !== "" ? (endings[reason] ?? reason) : null;
}

function failureWords({ error, message, detail }: Json): string {
  const said = isObject(error) ? (error.message ?? error.msg ?? error) : (error ?? message ?? detail);
  return typeof said === "string" ? said : JSON.stringify(said ?? "no reason given");
}

function numbersOf(usage: Json): Json {
  const names = ["prompt_tokens", "completion_tokens", "total_tokens"];
  return Object.fromEntries(
    names.flatMap((name) => (typeof usage[name] === "number" ? [[name, usage[name]]] : [])),
  );
}

function asJson(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What this process has learnt of a model server: how long its context is, and which parts of the interface it does not take. */
import { APICallError } from "@ai-sdk/provider";

export type Server = { baseUrl: string | null; model: string };

export type Dialect = {
  /** Tokens of prompt and answer together, as a refusal told them; null: it has refused nothing for its length. */
  context: number | null;
  /** Characters a token stands for, by the last prompt that was counted. */
  charsPerToken: number;
  takesTools: boolean;
  /** False: instructions go before the first message, in one message with it. */
  takesSystem: boolean;
  /** False: it is not asked to count the tokens of a stream. */
  takesUsage: boolean;
};

/** Rather too few than too many: a prompt full of identifiers has short tokens. */
const usual: Dialect = {
  context: null,
  charsPerToken: 2.6,
  takesTools: true,
  takesSystem: true,
  takesUsage: true,
};
const dialects = new Map<string, Dialect>();
/** No context is shorter: a smaller number in a refusal is about something else. */
const shortestContext = 256;

/** What is known of a server and its model. */
export function dialectOf(server: Server): Dialect {
  return dialects.get(keyOf(server)) ?? usual;
}

/** Notes how many tokens a prompt of so many characters had. */
export function noteTokens(server: Server, chars: number, tokens: number): void {
  if (tokens < 32 || chars < tokens) return;
  change(server, { charsPerToken: Math.min(6, chars / tokens) });
}

/**
 * Learns from a refusal; true where the same may be asked again in another way. `chars` is the length of what was sent.
 * Servers say it in words of their own: what is looked for is what such a sentence must name.
 */
export function learnFromRefusal(server: Server, error: unknown, chars: number): boolean {
  if (!APICallError.isInstance(error) || !isRefusal(error.statusCode)) return false;
  const words = `${error.message}\n${error.responseBody ?? ""}`;
  const known = dialectOf(server);
  if (isTooLong(words)) {
    const { limit, asked } = lengthsIn(words);
    if (asked) noteTokens(server, chars, asked);
    const sent = chars / dialectOf(server).charsPerToken;
    const context = Math.floor(limit ?? sent / 2);
    return context < (known.context ?? Number.POSITIVE_INFINITY) && context >= shortestContext
      ? change(server, { context })
      : false;
  }
  if (known.takesUsage && /stream_options|include_usage/i.test(words))
    return change(server, { takesUsage: false });
  if (known.takesTools && /\btool(?:s|_choice|[ -]choice|[ -]call(?:s|ing)?)?\b|function.call/i.test(words))
    return change(server, { takesTools: false });
  if (known.takesSystem && /\bsystem\b|\broles?\b|chat.?template|jinja/i.test(words))
    return change(server, { takesSystem: false });
  return false;
}

/** True for a refusal that says the prompt is too long. */
export function isTooLong(words: string): boolean {
  return /context.{0,12}(?:length|size|window|overflow)|\bn_ctx\b|(?:too|many) (?:long|large|tokens)|(?:max\w{0,12}|limit\w{0,12}|exceed\w{0,12}).{0,60}\btokens?\b|\btokens?\b.{0,60}(?:max\w{0,12}|limit\w{0,12}|exceed\w{0,12})/is.test(
    words,
  );
}

/** The length a refusal allows, and the one it complains about, where it tells them. */
function lengthsIn(words: string): { limit: number | null; asked: number | null } {
  const number = (pattern: RegExp) => {
    const found = Number(pattern.exec(words)?.[1]?.replace(/[,_]/g, ""));
    return found >= shortestContext ? found : null;
  };
  const asked =
    number(/n_prompt_tokens\D{0,6}(\d+)/i) ??
    number(/(\d[\d,]{0,15}) in the (?:messages|prompt|input)/i) ??
    number(/(?:requested|contains|got|has|input|prompt)[^\d]{0,40}(\d[\d,]*)\s*(?:input )?tokens/i) ??
    number(/prompt is too long: (\d[\d,]*)/i) ??
    number(/(?:input token count|first)[^\d]{0,4}(\d[\d,]*)/i);
  const limit =
    number(/["\s]n_ctx\D{0,6}(\d+)/i) ??
    number(/context.{0,12}(?:length|size|window)[^\d]{0,24}(\d[\d,]*)/i) ??
    number(/(\d[\d,]{0,15})[^\d]{0,4}max/i) ??
    number(/(?:max\w{0,12}|limit\w{0,12}|allowed|exceed\w{0,12})[^\d]{0,60}(\d[\d,]*)/i) ??
    number(/with (\d[\d,]*) maximum/i);
  return { limit, asked: asked !== limit ? asked : null };
}

/** Refusals of the request itself; some servers have a wrong request fail inside. */
function isRefusal(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && ![401, 403, 404, 408, 429, 502, 503, 504].includes(status);
}

function change(server: Server, what: Partial<Dialect>): true {
  dialects.set(keyOf(server), { ...dialectOf(server), ...what });
  return true;
}

function keyOf({ baseUrl, model }: Server): string {
  return `${baseUrl ?? ""} ${model}`;
}

/** What went wrong with a model call: whether to try again, when, and the sentence people read. */
import { APICallError } from "@ai-sdk/provider";
import { AddressRefused } from "#lib/platform/outgoing/addresses";
import { isTooLong } from "./dialect";

export type ModelFailure = {
  /** What happened, as the end of the sentence "The model …". */
  what: string;
  isPassing: boolean;
  /** Milliseconds the endpoint asked us to wait. */
  retryAfter: number | null;
  /** Nothing is wrong with the server: it is the answer that cannot be used, or there is none. */
  isUnfit?: boolean;
  /** The answer was good as far as it had come. */
  isCut?: boolean;
  /** What the server takes is known now: it may be asked at once, in another way. */
  isLearnt?: boolean;
  /** What the server says itself, for whoever sets it up. */
  says?: string;
};

/** The stream ended before the model was done, or held nothing to read. */
export class BrokenAnswer extends Error {}
/** A whole answer that is of no use; its message ends the sentence "The model …". */
export class UnfitAnswer extends Error {}
/** It came to the end of its context before it came to its own. */
export class CutAnswer extends UnfitAnswer {}
/** A refusal that told how the server wants to be asked. */
export class LearntRefusal extends Error {}
/** When its turn came, nobody wanted the answer any more. */
export class Unwanted extends Error {}
/** What there is to say does not fit the model's context. */
export class NoRoom extends Error {}

/** Its key cannot be used; the message is a sentence that says why. */
export class NoKey extends Error {}

/** The call took longer than it may. */
export class SlowAnswer extends Error {}
/** No place for the call came free in time. */
export class NoPlace extends Error {}

/** Reads an error of a model call. */
export function readFailure(thrown: unknown): ModelFailure {
  const error = isRefusal(thrown) ? thrown : innermost(thrown);
  if (error instanceof SlowAnswer) return { ...lasting("did not answer in time"), isCut: true };
  if (error instanceof UnfitAnswer)
    return { ...lasting(error.message), isUnfit: true, isCut: error instanceof CutAnswer };
  if (error instanceof LearntRefusal)
    return { ...lasting("wants to be asked in another way"), isLearnt: true };
  if (error instanceof Unwanted)
    return { ...lasting("was not asked: the ticket has moved on"), isUnfit: true };
  if (error instanceof NoRoom)
    return { ...lasting("has too short a context for this ticket"), isUnfit: true };
  if (error instanceof NoKey) return lasting(`cannot be asked (${error.message.replace(/\.$/u, "")})`);
  if (error instanceof AddressRefused)
    return lasting("stands at an address it may not be asked at (see VIGIL_MODEL_NETWORKS)");
  if (error instanceof NoPlace) return { ...lasting("was busy with other tickets"), isUnfit: true };
  if (error instanceof BrokenAnswer) return passing("broke off or gave an empty answer");
  if (APICallError.isInstance(error)) return { ...readStatus(error), ...saysOf(error) };
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH/.test(code)) return passing("could not be reached");
  if (/ECONNRESET|UND_ERR|EPIPE/.test(code) || /terminated|socket|network/i.test(String(error)))
    return passing("broke off in the middle of its answer");
  return passing("gave an answer that cannot be read");
}

/** What is shown beside what the apprentice made instead. */
export function degradedSentence(model: string, { what }: Pick<ModelFailure, "what">): string {
  return `The model ${model} ${what}. The built-in apprentice wrote this instead.`;
}

/** An answer that began well and then broke (HTTP 200) is told by what broke it. */
function isRefusal(thrown: unknown): boolean {
  return APICallError.isInstance(thrown) && (thrown.statusCode === undefined || thrown.statusCode >= 300);
}

function readStatus(error: APICallError): ModelFailure {
  const status = error.statusCode;
  const retryAfter = readRetryAfter(error.responseHeaders ?? {});
  if (status === 429) return { ...passing("is over its rate limit"), retryAfter };
  if (status === 401 || status === 403) return lasting("refused the key");
  if (status === 404) return lasting("is not known at this address");
  if (status !== undefined && status >= 400 && isTooLong(wordsOf(error)))
    return lasting("was given more than fits its context");
  if (status === 503 && /\bload/i.test(wordsOf(error))) return { ...passing("is still loading"), retryAfter };
  if (status !== undefined && status >= 500) return { ...passing(`failed with HTTP ${status}`), retryAfter };
  if (status !== undefined && status >= 400) return lasting(`refused the request (HTTP ${status})`);
  if (status !== undefined) return passing("gave an answer that cannot be read");
  return passing("could not be reached");
}

function wordsOf({ message, responseBody }: APICallError): string {
  return `${message}\n${responseBody ?? ""}`;
}

const mostSaid = 200;

/** What the server says itself, short; no page of HTML. */
function saysOf({ message, statusCode }: APICallError): Pick<ModelFailure, "says"> {
  const words = message.replace(/\s+/g, " ").trim();
  if (!statusCode || words === "" || /^</.test(words)) return {};
  return { says: words.length > mostSaid ? `${words.slice(0, mostSaid)}…` : words };
}

/** `Retry-After` in seconds or as a date, and the finer header some servers send. */
function readRetryAfter(headers: Record<string, string>): number | null {
  const fine = Number(headers["retry-after-ms"]);
  if (Number.isFinite(fine) && fine >= 0 && headers["retry-after-ms"]) return fine;
  const given = headers["retry-after"];
  if (!given) return null;
  const seconds = Number(given);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(given);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}

function innermost(thrown: unknown): unknown {
  let error = thrown;
  for (let depth = 0; depth < 5 && error instanceof Error && error.cause instanceof Error; depth++)
    error = error.cause;
  return error;
}

function passing(what: string): ModelFailure {
  return { what, isPassing: true, retryAfter: null };
}

function lasting(what: string): ModelFailure {
  return { what, isPassing: false, retryAfter: null };
}

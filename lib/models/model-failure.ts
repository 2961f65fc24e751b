/** What went wrong with a model call: whether to try again, when, and the sentence people read. */
import { APICallError } from "@ai-sdk/provider";
import { AddressRefused } from "#lib/platform/outgoing/addresses";
import { BrokenAnswer } from "./ask";

export type ModelFailure = {
  /** What happened, as the end of the sentence "The model …". */
  what: string;
  isPassing: boolean;
  /** Milliseconds the endpoint asked us to wait. */
  retryAfter: number | null;
};

/** The call took longer than it may. */
export class SlowAnswer extends Error {}
/** No place for the call came free in time. */
export class NoPlace extends Error {}

/** Reads an error of a model call. */
export function readFailure(thrown: unknown): ModelFailure {
  const error = isRefusal(thrown) ? thrown : innermost(thrown);
  if (error instanceof SlowAnswer) return passing("did not answer in time");
  if (error instanceof AddressRefused)
    return lasting("stands at an address it may not be asked at (see VIGIL_MODEL_NETWORKS)");
  if (error instanceof NoPlace) return lasting("was busy with other tickets");
  if (error instanceof BrokenAnswer) return passing("broke off or gave an empty answer");
  if (APICallError.isInstance(error)) return readStatus(error);
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
  if (status !== undefined && status >= 500) return { ...passing(`failed with HTTP ${status}`), retryAfter };
  if (status !== undefined && status >= 400) return lasting(`refused the request (HTTP ${status})`);
  if (status !== undefined) return passing("gave an answer that cannot be read");
  return passing("could not be reached");
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

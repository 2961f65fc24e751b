/** Reads asked for in one moment go out as one request: after a change the desk refreshes several things at once. */
"use client";
import { z } from "zod";
import { mostShared, sharedRead } from "#lib/inbox/rules";
import { unreachable } from "./read-error";

/** What came back for one read. */
export type ReadAnswer = { ok: boolean; status: number; body: unknown };

const Answers = z.object({ answers: z.array(z.object({ status: z.number(), body: z.unknown() })) });

/** A network that is gone without a word answers nothing for minutes: so long, in milliseconds, a read is waited for. */
const patienceMs = 30_000;

type Waiting = {
  address: string;
  signal: AbortSignal | undefined;
  resolve: (answer: ReadAnswer) => void;
  reject: (error: unknown) => void;
};
let waiting: Waiting[] = [];

/** Reads an address of our API, together with what else is read at this moment where it may be. */
export function gatheredRead(address: string, signal?: AbortSignal): Promise<ReadAnswer> {
  if (!sharedRead(address.split("?")[0] ?? "")) return readAlone(address, { signal });
  return new Promise((resolve, reject) => {
    // Nobody waits for a read that was given up; the request it went out with goes on for the others.
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    if (waiting.length === 0) setTimeout(send, 0);
    waiting.push({ address, signal, resolve, reject });
  });
}

/** Asks for one thing; throws `ReadError` where no answer comes. */
export async function readAlone(address: string, options: RequestInit): Promise<ReadAnswer> {
  const response = await fetch(address, options).catch((error: unknown) => {
    throw options.signal?.aborted && !isOverdue(options.signal) ? error : unreachable();
  });
  const body: unknown = await response.json().catch(() => undefined);
  // An answer that was cut off on its way is none.
  if (response.ok && body === undefined) throw unreachable();
  return { ok: response.ok, status: response.status, body };
}

/** Given up because it took too long, not because nobody wants it any more. */
function isOverdue({ reason }: AbortSignal): boolean {
  return reason instanceof DOMException && reason.name === "TimeoutError";
}

function send() {
  const all = waiting;
  waiting = [];
  for (let from = 0; from < all.length; from += mostShared)
    void sendTogether(all.slice(from, from + mostShared));
}

async function sendTogether(reads: readonly Waiting[]) {
  try {
    const answers = await answersTo(reads);
    for (const [place, { resolve, reject }] of reads.entries()) {
      const answer = answers[place];
      if (answer) resolve(answer);
      else reject(new Error("The server left a read unanswered."));
    }
  } catch (error) {
    for (const { reject } of reads) reject(error);
  }
}

/** In their order. Where the request itself is refused, each of them is. */
async function answersTo(reads: readonly Waiting[]): Promise<ReadAnswer[]> {
  const [only] = reads;
  const limit = AbortSignal.timeout(patienceMs);
  if (only && reads.length === 1) {
    const signal = only.signal ? AbortSignal.any([only.signal, limit]) : limit;
    return [await readAlone(only.address, { signal })];
  }
  const query = new URLSearchParams(reads.map(({ address }) => ["read", address]));
  const whole = await readAlone(`/api/reads?${query}`, { signal: limit });
  if (!whole.ok) return reads.map(() => whole);
  const { answers } = Answers.parse(whole.body);
  return answers.map(({ status, body }) => ({ ok: status < 300, status, body }));
}

/** What is asked for is done once: until a request is answered its key stays with the place that asked, in this browser. */
"use client";
import type { ActionResult, ServerAction } from "#lib/platform/model";
import { answerTo } from "./answer-to";
import { forgetKey, keepKey, keptKey } from "./kept-keys";
import { makeRandomKey } from "./live/random-key";
import { askForProof } from "./sign-in/ask-for-proof";

type Ask<Data> = (requestKey: string) => Promise<ActionResult<Data>>;

/** Keys this page waits for an answer to. */
const awaited = new Set<string>();

/**
 * Asks for something that may be done only once. What was asked for at this `place` and never answered, because the answer was
 * lost, the form closed or the page left, is asked for by the same key: the server answers it as before, or says that it was
 * done where this is something else. Whatever refuses it tells nothing of the first time, so its key stays.
 */
export async function askOnce<Data>(place: string, ask: Ask<Data>): Promise<ActionResult<Data>> {
  const key = unansweredKey(place) ?? makeRandomKey();
  keepKey(place, key);
  awaited.add(key);
  const result = await answerTo(ask, key);
  awaited.delete(key);
  // Something else may have been asked for here meanwhile.
  if (!result.ok && result.error.code === "unreachable") keepKey(place, key);
  if (keptKey(place) === key && (result.ok || result.error.code === "unseen")) forgetKey(place);
  return result;
}

/** The key of what was asked for at this place and never answered; null where an answer is there or still awaited. */
export function unansweredKey(place: string): string | null {
  const kept = keptKey(place);
  return kept === null || awaited.has(kept) ? null : kept;
}

/**
 * Asks for one form. Null where the same is under way already. It is asked once more where it needs a fresh proof of who acts and
 * gets it. `place` is null for what sets a state, which is the same however often it is said.
 */
export function onceAsker(place: string | null) {
  const underWay = new Set<string>();
  return async <Input, Data>(
    action: ServerAction<Input, Data>,
    input: Input,
  ): Promise<ActionResult<Data> | null> => {
    const said = JSON.stringify(input);
    if (underWay.has(said)) return null;
    underWay.add(said);
    const act: Ask<Data> = (key) => action(input, key);
    const ask = () => (place === null ? answerTo(act) : askOnce(place, act));
    let result = await ask();
    if (!result.ok && result.error.code === "unproven" && (await askForProof())) result = await ask();
    underWay.delete(said);
    return result;
  };
}

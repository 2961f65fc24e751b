/** What one form or button asks for is done once: a request that was never answered is asked again by the same key. */
"use client";
import type { ActionResult, ServerAction } from "#lib/platform/model";
import { answerTo } from "./answer-to";
import { makeRandomKey } from "./live/random-key";
import { askForProof } from "./sign-in/ask-for-proof";

/** Where the key of a request that was never answered stands until there is an answer. */
export type LostRequest = { key: string | null };

/**
 * Asks for one form. Null where the same is under way already. It is asked once more where it needs a fresh proof of who acts and
 * gets it.
 */
export function onceAsker() {
  const underWay = new Set<string>();
  return async <Input, Data>(
    action: ServerAction<Input, Data>,
    input: Input,
    lost: LostRequest,
  ): Promise<ActionResult<Data> | null> => {
    const said = JSON.stringify(input);
    if (underWay.has(said)) return null;
    underWay.add(said);
    const requestKey = lost.key ?? makeRandomKey();
    const ask = () => answerTo((key) => action(input, key), requestKey);
    let result = await ask();
    if (!result.ok && result.error.code === "unproven" && (await askForProof())) result = await ask();
    underWay.delete(said);
    lost.key = !result.ok && result.error.code === "unreachable" ? requestKey : null;
    return result;
  };
}

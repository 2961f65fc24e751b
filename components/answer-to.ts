/** Asks the server to do something, and always has an answer: where none comes, a refusal that says so. */
"use client";
import { unstable_isUnrecognizedActionError as isOfOtherVersion } from "next/navigation";
import type { ActionResult } from "#lib/platform/model";
import { makeRandomKey } from "./live/random-key";
import { underWay } from "./live/under-way";

/**
 * The answer to `act`. A lost one is a refusal with the code `unreachable`: whether it was done is not known then, and asked again
 * by the same key it is done once. What was asked without any network, or of a server of another version, was surely not
 * done: `offline`, `outdated`.
 */
export async function answerTo<Data>(
  act: (requestKey: string) => Promise<ActionResult<Data>>,
  requestKey = makeRandomKey(),
): Promise<ActionResult<Data>> {
  const isOffline = !navigator.onLine;
  try {
    return await underWay(act(requestKey));
  } catch (error) {
    const code = isOfOtherVersion(error) ? "outdated" : isOffline ? "offline" : "unreachable";
    return { ok: false, error: { code, message: lostWords[code], fields: [] } };
  }
}

const lostWords = {
  offline: "Vigil cannot be reached: you are offline. What you entered is kept.",
  unreachable:
    "Vigil cannot be reached; it may have been done. What you entered is kept: try again in a moment, it is done once.",
  outdated:
    "Vigil was updated since this page was loaded, and this was not done. Reload the page: texts on tickets and articles are kept, copy anything else first.",
} as const;

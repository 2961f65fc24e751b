/** Asks the server to do something, and always has an answer: where none comes, a refusal that says so. */
"use client";
import { unstable_isUnrecognizedActionError as isOfOtherVersion } from "next/navigation";
import type { ActionResult } from "#lib/platform/model";
import { underWay } from "./live/under-way";

/**
 * The answer to `act`. A lost one is a refusal with the code `unreachable`: whether it was done is not known then. What was
 * asked without any network, or of a server of another version, was surely not done: `offline`, `outdated`.
 */
export async function answerTo<Data>(act: () => Promise<ActionResult<Data>>): Promise<ActionResult<Data>> {
  const isOffline = !navigator.onLine;
  try {
    return await underWay(act());
  } catch (error) {
    const code = isOfOtherVersion(error) ? "outdated" : isOffline ? "offline" : "unreachable";
    return { ok: false, error: { code, message: lostWords[code], fields: [] } };
  }
}

const lostWords = {
  offline: "Vigil cannot be reached: you are offline. What you entered is kept.",
  unreachable: "Vigil cannot be reached. What you entered is kept; try again in a moment.",
  outdated: "Vigil was updated since this page was loaded. Reload the page; what you entered is kept.",
} as const;

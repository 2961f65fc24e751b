/** Makes what is asked for again after a lost answer count once. */
import type { ActionResult } from "#lib/platform/model";
import { makeMutationId } from "./mutation-id";

/** Requests that were never answered, by what they said. */
const unanswered = new Map<string, string>();

/** The action with an id of its own for each request; the same words again are the same request until one was answered. */
export function once<Input extends object, Data>(
  name: string,
  action: (input: Input & { mutationId: string }) => Promise<ActionResult<Data>>,
): (input: Input) => Promise<ActionResult<Data>> {
  return async (input) => {
    const said = JSON.stringify([name, input]);
    const mutationId = unanswered.get(said) ?? makeMutationId();
    unanswered.set(said, mutationId);
    const result = await action({ ...input, mutationId });
    unanswered.delete(said);
    return result;
  };
}

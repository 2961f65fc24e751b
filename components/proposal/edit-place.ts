/** Where the edits of a card are kept: one place for its own step, one for each other step on it. */
import type { Suggestion } from "#lib/suggestions/model";

export function editPlace(suggestionId: number, chosen: number | undefined): string {
  return chosen === undefined ? `edit.${suggestionId}` : `edit.${suggestionId}.${chosen}`;
}

/** All of them. */
export function editPlaces({ id, payload }: Pick<Suggestion, "id" | "payload">): string[] {
  return [undefined, ...(payload.alternatives ?? []).keys()].map((chosen) => editPlace(id, chosen));
}

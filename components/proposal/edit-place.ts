/** Where what is typed on a card is kept: one place for its own step, one for each other step on it, one for the reason. */

import type { Suggestion, SuggestionKind } from "#lib/suggestions/model";
import { alternativesOf } from "#lib/suggestions/step";

export function editPlace(suggestionId: number, chosen: number | undefined): string {
  return chosen === undefined ? `edit.${suggestionId}` : `edit.${suggestionId}.${chosen}`;
}

/** All of them, each with the kind of its step. */
export function editedSteps(suggestion: Suggestion): [place: string, kind: SuggestionKind][] {
  const { id, kind } = suggestion;
  const others = alternativesOf(suggestion);
  return [
    [editPlace(id, undefined), kind],
    ...others.map((step, chosen): [string, SuggestionKind] => [editPlace(id, chosen), step.kind]),
  ];
}

/** The note beside the reason of a rejection. */
export function reasonPlace(suggestionId: number): string {
  return `reason.${suggestionId}`;
}

/** True for what a customer gets to read. */
export function isOutward(kind: SuggestionKind): boolean {
  return kind === "reply" || kind === "follow_up";
}

/** Where an edit goes on as a message of one's own: what was meant for the team never becomes a reply. */
export function ownPlace(kind: SuggestionKind, ticketId: number): string {
  return `${isOutward(kind) ? "reply" : "note"}.${ticketId}`;
}

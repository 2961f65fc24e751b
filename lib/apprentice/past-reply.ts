/** How replies of past tickets read on this one, under everything a reply of the apprentice's own has to pass. */
import { fitnessOf } from "./acts/acts";
import { isOfThisTicket } from "./drafts";
import { isFamiliar } from "./familiar";
import type { Case } from "./model";
import { barOn, dialogueOf, statesNow } from "./moment";
import { valuesBySlot } from "./slot-values";
import type { Apprentice } from "./state";
import { tell, tellOnce } from "./telling";
import type { Entry } from "./template-store";

/** The text of each past reply with this ticket's values; those that cannot be said here, or are not remembered, are left out. */
export function tellPast(apprentice: Apprentice, of: Case, eventIds: readonly number[]): Map<number, string> {
  const { acts, callArguments, nearest, templateStore, agreement } = apprentice;
  const dialogue = dialogueOf(apprentice, of);
  if (eventIds.length === 0 || !isFamiliar(nearest, callArguments, dialogue)) return new Map();
  const states = statesNow(apprentice, dialogue);
  const ground = { values: valuesBySlot(dialogue.valuesBySlot), states, dialogue, templateStore, agreement };
  const { asks, keeps } = fitnessOf(acts, callArguments, dialogue);
  const bar = barOn(apprentice, dialogue);
  const textOf = (entry: Entry): string | null => {
    // Whoever is given a case says what others do not, however seldom.
    const isOthers = entry.afterHandOver === entry.count && !dialogue.isHandedOver;
    if (isOthers || !asks(entry)) return null;
    const told =
      entry.classId === null ? { text: tellOnce(ground, entry, keeps), against: null } : tell(ground, entry);
    const text = told?.against ? null : (told?.text ?? null);
    return text !== null && isOfThisTicket(entry, text, dialogue) && bar(entry, text) === null ? text : null;
  };
  const wanted = new Set(eventIds);
  const found = new Map<number, string>();
  for (const entry of templateStore.entries.values()) {
    const said = entry.kind === "reply" ? entry.sources.filter(({ eventId }) => wanted.has(eventId)) : [];
    const text = said.length > 0 ? textOf(entry) : null;
    if (text !== null) for (const { eventId } of said) found.set(eventId, text);
  }
  return found;
}

/** Who gave a ticket to whom, as a line of the conversation. Pure. */
import { isolated } from "#lib/platform/direction/rules";

type Assignment = { from: string | null; to: string | null };

/** `actorId` is who did it, called `who`. */
export function assignmentWords(
  { from, to }: Assignment,
  { who: name, actorId }: { who: string; actorId: string | null },
  personName: (id: string | null) => string,
): string {
  const who = isolated(name);
  if (to === null)
    return from === actorId ? `${who} gave this back` : `${who} unassigned ${isolated(personName(from))}`;
  return to === actorId ? `${who} self-assigned this` : `${who} assigned this to ${isolated(personName(to))}`;
}

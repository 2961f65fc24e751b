/** Tells whoever is given a ticket by somebody else, wherever they are at the desk. */
import { z } from "zod";
import { notify } from "../ui/toast";

/** What a change of hands says of itself. */
const Given = z.object({
  kind: z.literal("assignment"),
  assigneeId: z.string(),
  actorId: z.string().nullable(),
  actorName: z.string(),
});
export type Given = z.infer<typeof Given> & { ticketId: number };

/** The change of hands a message of the stream tells of; null for any other. */
export function givenBy(ticketId: number | null, data: Record<string, unknown>): Given | null {
  const given = Given.safeParse(data).data;
  return given && ticketId !== null ? { ...given, ticketId } : null;
}

/** Shows a notice to `personId` where the ticket is theirs from now on and they did not take it themselves. */
export function tellGiven(given: Given, personId: string, open: (ticketId: number) => void): void {
  const { ticketId, assigneeId, actorId, actorName } = given;
  if (assigneeId !== personId || actorId === personId) return;
  notify({
    id: `given-${ticketId}`,
    title: `${actorName || "Vigil"} assigned #${ticketId} to you`,
    open: { label: "Open", go: () => open(ticketId) },
  });
}

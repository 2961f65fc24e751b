/** Tells whoever has a ticket that something on it is due soon. */
import type { Rung } from "../live/live-provider";
import { notify } from "../ui/toast";

const words: Record<string, string> = {
  commitment: "A reply you promised is due soon",
  warning: "The time for this ticket runs",
  breach: "The time for this ticket is up",
  broken: "A promised reply is overdue",
};

/** Shows a notice to `personId` where the ticket is theirs; a first warning is not worth one. */
export function tellRung(
  { ticketId, what, assigneeId }: Rung,
  personId: string,
  open: (ticketId: number) => void,
): void {
  const title = words[what];
  if (!title || assigneeId !== personId) return;
  notify({
    id: `rung-${ticketId}`,
    title: `${title}: #${ticketId}`,
    open: { label: "Open", go: () => open(ticketId) },
  });
}

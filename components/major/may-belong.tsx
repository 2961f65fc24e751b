/** A major incident a ticket looks as if it belonged to, beside the ticket: one key lets it join. */
"use client";
import Link from "next/link";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { reasonWords } from "../incidents/incident-words";
import { Refusal } from "../refusal";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { useAction } from "../use-action";
import { useMajorOf } from "./major-query";

export function MayBelong({ ticketId }: { ticketId: number }) {
  const { me, actions } = useDesk();
  const { data } = useMajorOf(ticketId);
  const joining = useAction(`may-belong.joining.${ticketId}`, actions.joinIncident);
  const declining = useAction(`may-belong.declining.${ticketId}`, actions.declineTicket);
  const mayManage = roleMay(me.role, "incident.manage");
  const input = { incidentId: data?.incidentId ?? 0, ticketId };
  const isAsked = data?.state === "suggested";
  useShortcut("ticket.joinIncident", () => joining.run(input), { enabled: isAsked && mayManage });
  if (!data || !isAsked) return null;
  return (
    <Section title="May belong to an incident">
      <p>
        <Link href={`/incidents/${data.incidentId}`} className="font-medium hover:underline">
          <span className="text-ink-faint tabular-nums">{data.incidentId}</span> <bdi>{data.title}</bdi>
        </Link>
      </p>
      <p className="mt-1 text-ink-muted">{reasonWords(data.reason)}.</p>
      {mayManage && (
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="sm" keys="b" busy={joining.busy} onClick={() => joining.run(input)}>
            Join the incident
          </Button>
          <Button size="sm" variant="ghost" busy={declining.busy} onClick={() => declining.run(input)}>
            Something else
          </Button>
        </div>
      )}
      <Refusal>{joining.refusal ?? declining.refusal}</Refusal>
    </Section>
  );
}

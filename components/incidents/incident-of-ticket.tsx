/** Which incident a ticket belongs to, beside the ticket. */
"use client";
import Link from "next/link";
import { firingWords } from "#lib/signals/rules";
import { Badge } from "../ui/badge";
import { Section } from "../ui/section";
import { useIncidentOf } from "./incident-query";
import { statusTones, statusWordsOf } from "./incident-words";

export function IncidentOfTicket({ ticketId }: { ticketId: number }) {
  const { data } = useIncidentOf(ticketId);
  if (!data) return null;
  return (
    <Section title="Incident">
      <p className="flex flex-wrap items-center gap-2">
        <Link href={`/incidents/${data.id}`} className="font-medium hover:underline">
          <span className="text-ink-faint tabular-nums">{data.id}</span> <bdi>{data.title}</bdi>
        </Link>
        <Badge tone={statusTones[data.status]}>{statusWordsOf(data)}</Badge>
      </p>
      <p className="mt-1 text-ink-muted">{firingWords(data)}.</p>
    </Section>
  );
}

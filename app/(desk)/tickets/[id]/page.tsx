/** One ticket by its number. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { TicketScreen } from "#components/ticket/ticket-screen";

const Params = z.object({ id: z.coerce.number().int().positive() });
type PageProps = { params: Promise<unknown> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { data } = Params.safeParse(await params);
  return { title: data ? `#${data.id}` : "Ticket" };
}

export default async function TicketPage({ params }: PageProps) {
  const { data } = Params.safeParse(await params);
  if (!data) notFound();
  return <TicketScreen key={data.id} ticketId={data.id} />;
}

/** Tickets of a file in few words, to be looked over. */
import type { ImportFormat, Mapping } from "../model";
import { guessReading, readTickets } from "../read";

const now = new Date("2026-06-01T00:00:00Z");

export type ReadAsGuessed = { mapping: Mapping | null; text: string; faults: string[] };

/** A file read by what is guessed of it: each ticket's head in one line, then who said what and when. */
export function readAsGuessed(
  content: string | Uint8Array,
  { format = "csv", zone = "UTC" }: { format?: ImportFormat; zone?: string } = {},
): ReadAsGuessed {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const mapping = guessReading(bytes, format, zone);
  const { tickets, faults } = readTickets(bytes, mapping, now);
  const text = tickets.map(
    ({ id, subject, customer, status, priority, queue, category, service, assignee, events }) =>
      [
        [
          id,
          subject,
          customer?.name ?? "nobody",
          customer?.email,
          status,
          priority,
          queue,
          category,
          service,
          assignee,
        ]
          .map((value) => value ?? "–")
          .join(" | "),
        ...events.map(({ kind, at, by, text }) =>
          `  ${[at.toISOString().slice(0, 16), kind, by.name, text.replaceAll("\n", "⏎")].join(" | ")}`.trimEnd(),
        ),
      ].join("\n"),
  );
  return { mapping, faults, text: `${text.join("\n")}\n` };
}

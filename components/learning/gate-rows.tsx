/** Rows behind the gate's figures, each with the way to its ticket. */

import { ListChecks } from "lucide-react";
import Link from "next/link";
import type { GateRow } from "#lib/learning/model";
import { percentWords } from "#lib/platform/percent/rules";
import { Badge, type Tone } from "../ui/badge";
import { EmptyState } from "../ui/empty-state";
import { RelativeTime } from "../ui/relative-time";
import { Section } from "../ui/section";
import { ListTable, Td } from "../ui/table";

type GateRowsProps = {
  id: string;
  title: string;
  description: string;
  rows: readonly GateRow[];
  /** What to do for rows to appear. */
  empty: string;
};

const byWords = {
  accept: { words: "Accepted", tone: "positive" },
  edit: { words: "Edited", tone: "accent" },
  reject: { words: "Rejected", tone: "critical" },
  right: { words: "No proposal needed", tone: "positive" },
  should_have_shown: { words: "Should have proposed", tone: "caution" },
  should_have_abstained: { words: "Not needed", tone: "critical" },
} as const satisfies Record<GateRow["by"], { words: string; tone: Tone }>;

const columns = [
  "Ticket",
  "Queue",
  { label: "Confidence", numeric: true },
  { label: "Threshold", numeric: true },
  "Evaluation",
  "When",
];

export function GateRows({ id, title, description, rows, empty }: GateRowsProps) {
  return (
    <div id={id} className="scroll-mt-4 border-t border-line pt-4">
      <Section title={title} description={description}>
        {rows.length === 0 ? (
          <EmptyState icon={<ListChecks aria-hidden />} title="Nothing yet">
            {empty}
          </EmptyState>
        ) : (
          <ListTable label={`${title}, one a row`} columns={columns} hasButtons={false}>
            {rows.map((row) => (
              <tr key={row.id}>
                <Td className="max-w-72 truncate">
                  <Link
                    className="text-accent-ink underline underline-offset-2"
                    href={`/tickets/${row.ticketId}`}
                  >
                    #{row.ticketId}
                  </Link>{" "}
                  <bdi>{row.subject}</bdi>
                </Td>
                <Td className="whitespace-nowrap text-ink-muted">{row.queueName ?? "No queue"}</Td>
                <Td numeric className="tabular-nums">
                  {shareWords(row.probability)}
                </Td>
                <Td numeric className="text-ink-muted tabular-nums">
                  {shareWords(row.threshold)}
                </Td>
                <Td className="whitespace-nowrap">
                  <Badge tone={byWords[row.by].tone}>{byWords[row.by].words}</Badge>
                  {row.explored && (
                    <Badge outline className="ml-1">
                      Exploration
                    </Badge>
                  )}
                </Td>
                <Td className="whitespace-nowrap text-ink-faint">
                  <RelativeTime time={row.at} />
                </Td>
              </tr>
            ))}
          </ListTable>
        )}
      </Section>
    </div>
  );
}

function shareWords(share: number | null): string {
  return share === null ? "–" : percentWords(share);
}

/** The alarms a rule would have raised within the last days. */
import Link from "next/link";
import type { RuleTrial } from "#lib/alert-rules/model";
import { Badge } from "../ui/badge";
import { RelativeTime } from "../ui/relative-time";
import { Table, Td, Th } from "../ui/table";

type TrialProps = { trial: RuleTrial; isNew: boolean; label: string };

export function TrialFigures({ trial, isNew, label }: TrialProps) {
  const { days, raised, real, missed, heldBack, alarms } = trial;
  return (
    <>
      <p className="text-ink-muted" role="status">
        {isNew
          ? `In the last ${days} days it would have raised ${alarmWords(raised)}, ${real === raised ? "each" : `${real} of them`} while something was wrong${missed > 0 ? `; it would have missed ${missed}` : ""}.`
          : `In the last ${days} days it would have fired ${timeWords(raised)} instead of ${raised + heldBack}${missed > 0 ? `, and missed ${missed} that somebody acted on` : ", and missed nothing anybody acted on"}.`}
      </p>
      {alarms.length > 0 && (
        <details className="mt-1">
          <summary className="cursor-pointer text-ink-muted hover:text-ink">
            Alarms it would have raised
          </summary>
          <Table label={label}>
            <thead>
              <tr>
                <Th>Began</Th>
                <Th>Ended</Th>
                <Th>Incident</Th>
                <Th>{isNew ? "Symptom" : "Acted on"}</Th>
              </tr>
            </thead>
            <tbody>
              {alarms.map(({ from, to, incidentId, isReal }, place) => (
                // Alarms of one moment are told apart by their place alone.
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is never reordered
                <tr key={place}>
                  <Td className="whitespace-nowrap">
                    <RelativeTime time={from} />
                  </Td>
                  <Td className="whitespace-nowrap">
                    {to ? <RelativeTime time={to} /> : <Badge tone="critical">Goes on</Badge>}
                  </Td>
                  <Td>
                    {incidentId === null ? (
                      "–"
                    ) : (
                      <Link href={`/incidents/${incidentId}`} className="underline underline-offset-2">
                        {incidentId}
                      </Link>
                    )}
                  </Td>
                  <Td>{isReal ? "Yes" : "No"}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </details>
      )}
    </>
  );
}

function alarmWords(count: number): string {
  return count === 1 ? "1 alarm" : `${count} alarms`;
}

function timeWords(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

/** The alerts a rule would have fired within the last days. */
import Link from "next/link";
import type { RuleTrial } from "#lib/alert-rules/model";
import { Badge } from "../ui/badge";
import { RelativeTime } from "../ui/relative-time";
import { Table, Td, Th } from "../ui/table";
import { trialSentence } from "./rule-words";

type TrialProps = { trial: RuleTrial; isNew: boolean; label: string };

export function TrialFigures({ trial, isNew, label }: TrialProps) {
  const { alarms } = trial;
  return (
    <>
      <p className="text-ink-muted" role="status">
        {trialSentence(trial, isNew)}
      </p>
      {alarms.length > 0 && (
        <details className="mt-1">
          <summary className="cursor-pointer text-ink-muted hover:text-ink">Simulated alerts</summary>
          <Table label={label}>
            <thead>
              <tr>
                <Th>Began</Th>
                <Th>Ended</Th>
                <Th>Incident</Th>
                <Th>{isNew ? "During an anomaly" : "Acted on"}</Th>
              </tr>
            </thead>
            <tbody>
              {alarms.map(({ from, to, incidentId, isReal }, place) => (
                // Alerts of one moment are told apart by their place alone.
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is never reordered
                <tr key={place}>
                  <Td moment>
                    <RelativeTime clock="with day" time={from} />
                  </Td>
                  <Td moment>
                    {to ? <RelativeTime clock="with day" time={to} /> : <Badge tone="critical">Firing</Badge>}
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

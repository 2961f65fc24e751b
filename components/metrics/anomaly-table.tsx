/** What was found in a series, and what somebody changed meanwhile, newest first. */
import type { Anomaly, ServiceChange } from "#lib/metrics/model";
import { Badge } from "../ui/badge";
import { RelativeTime } from "../ui/relative-time";
import { Table, Td, Th } from "../ui/table";
import { anomalyWords } from "./metric-words";

export function AnomalyTable({ anomalies }: { anomalies: readonly Anomaly[] }) {
  if (anomalies.length === 0) return <p className="text-ink-muted">None in this time range.</p>;
  return (
    <Table label="List of anomalies">
      <thead>
        <tr>
          <Th>Began</Th>
          <Th>What</Th>
          <Th>Ended</Th>
        </tr>
      </thead>
      <tbody>
        {anomalies.map(({ id, kind, startedAt, endedAt, note }) => (
          <tr key={id}>
            <Td moment>
              <RelativeTime clock="with day" time={startedAt} />
            </Td>
            <Td>
              <p className="font-medium">{anomalyWords[kind]}</p>
              <p className="text-sm wrap-anywhere text-ink-muted">{note}</p>
            </Td>
            <Td moment>
              {endedAt ? (
                <RelativeTime clock="with day" time={endedAt} />
              ) : (
                <Badge tone="critical">Open</Badge>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

export function ChangeTable({ changes }: { changes: readonly ServiceChange[] }) {
  if (changes.length === 0) return <p className="text-ink-muted">None in this time range.</p>;
  return (
    <Table label="Changes">
      <thead>
        <tr>
          <Th>When</Th>
          <Th>What</Th>
          <Th>Service</Th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ id, at, title, service, link }) => (
          <tr key={id}>
            <Td moment>
              <RelativeTime clock="with day" time={at} />
            </Td>
            <Td className="phone:wrap-anywhere">
              {link ? (
                <a href={link} rel="noreferrer" target="_blank" className="underline underline-offset-2">
                  {title}
                </a>
              ) : (
                title
              )}
            </Td>
            <Td className="min-w-20 text-ink-muted phone:wrap-anywhere">{service ?? "–"}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** What figures say, a plain sentence each with the figures it rests on. */
import type { Finding } from "./replay-findings";

export function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className="mb-6 grid grid-cols-2 gap-x-10 gap-y-4 phone:grid-cols-1">
      {findings.map(({ claim, figures }) => (
        <li key={claim}>
          <p className="text-md font-medium text-balance">{claim}.</p>
          <p className="mt-0.5 max-w-prose text-pretty text-ink-muted tabular-nums">{figures}</p>
        </li>
      ))}
    </ul>
  );
}

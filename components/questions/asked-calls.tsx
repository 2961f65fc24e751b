/** The look-ups made for a question, as they run and with what they gave. */
"use client";
import type { AskedCall } from "#lib/questions/model";
import { toolTitle } from "#lib/tools/model";
import { ValueList } from "../ticket/value-list";

type AskedCallsProps = { calls: readonly AskedCall[]; isOpen: boolean };

export function AskedCalls({ calls, isOpen }: AskedCallsProps) {
  return (
    <ul aria-label="Look-ups" className="flex flex-col gap-1">
      {calls.map(({ id, tool, arguments: given, result }) => (
        <li key={id}>
          <details data-asked-call={id} className="rounded-md border border-line px-2 py-1">
            <summary className="text-sm text-ink-muted">
              {toolTitle(tool)}
              {result === null ? (isOpen ? ", running" : ", not finished") : result.error ? ", failed" : ""}
            </summary>
            <div className="py-1">
              <ValueList values={result ?? given} />
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

/** Opens a look-up and brings it into sight. */
export function showAskedCall(callId: number): void {
  for (const one of document.querySelectorAll<HTMLDetailsElement>(`[data-asked-call="${callId}"]`)) {
    one.open = true;
    one.scrollIntoView({ block: "nearest" });
  }
}

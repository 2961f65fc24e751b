/** Caches parsed procedures between agent runs: each text is parsed once. */
import { type ProcedureStep, readProcedure } from "#lib/knowledge/procedure";

/** The steps of an article. */
export function stepsOf(body: string): readonly ProcedureStep[] {
  const known = lately.get(body);
  if (known) return known;
  const oldest = lately.size >= latelyKept ? lately.keys().next().value : undefined;
  if (oldest !== undefined) lately.delete(oldest);
  const steps = readProcedure(body);
  lately.set(body, steps);
  return steps;
}

/** True for an article that tells an analyst what to say: it is followed and never shown as it is. */
export function isScript(body: string): boolean {
  return stepsOf(body).some(({ wording }) => wording !== null);
}

const lately = new Map<string, readonly ProcedureStep[]>();
const latelyKept = 200;

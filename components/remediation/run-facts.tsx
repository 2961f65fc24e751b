/** What a run would do: its values with where each comes from, the object as it is now, and what would change. */
import { type ActionRun, locks, riskClass } from "#lib/remediation/model";
import { ToolName } from "../ticket/tool-name";
import { ValueList } from "../ticket/value-list";
import { nameWords, valueWords } from "../ticket/value-words";
import { Badge } from "../ui/badge";
import { sourceWords } from "./run-words";

/** The action with its class of risk. */
export function ActionHead({ action, risk }: { action: string; risk: number }) {
  const level = riskClass(risk);
  return (
    <p className="flex flex-wrap items-center gap-2">
      <ToolName name={action} />
      <Badge tone={level >= 3 ? "critical" : level === 2 ? "caution" : "neutral"} outline>
        {locks[level].name}
      </Badge>
    </p>
  );
}

/** The values, each with its source; what only the customer says, or nobody, stands out. */
export function ArgumentList({ run }: { run: Pick<ActionRun, "arguments" | "provenance"> }) {
  const sources = new Map(run.provenance.map((one) => [one.argument, one.source]));
  return (
    <dl className="grid gap-1 text-sm">
      {Object.entries(run.arguments).map(([name, value]) => {
        const source = sources.get(name) ?? "unknown";
        const isDoubtful = source === "customer" || source === "unknown";
        return (
          <div key={name} className="flex flex-wrap items-baseline gap-x-2">
            <dt className="text-ink-muted">{nameWords(name)}</dt>
            <dd className="flex min-w-0 flex-wrap items-baseline gap-x-2">
              <bdi className="font-mono wrap-anywhere">{valueWords(value)}</bdi>
              <Badge tone={isDoubtful ? "caution" : "neutral"} outline>
                from {sourceWords[source]}
              </Badge>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The dry run. */
export function EffectFacts({ effect }: Pick<ActionRun, "effect">) {
  const { object, change } = effect;
  return (
    <div className="grid gap-2">
      {Object.keys(object).length > 0 && (
        <div>
          <p className="mb-1 text-sm text-ink-muted">Acts on, as it is now</p>
          <ValueList values={object} />
        </div>
      )}
      {change !== null && (
        <div>
          <p className="mb-1 text-sm text-ink-muted">What would change</p>
          {typeof change === "string" ? (
            <p className="text-sm whitespace-pre-wrap">{change}</p>
          ) : (
            <ValueList values={change} />
          )}
        </div>
      )}
    </div>
  );
}

/** The failing service most others depend on, and by which calls. */
import type { IncidentDetail } from "#lib/incidents/model";
import { Section } from "../ui/section";

const mostShown = 12;

export function LikelyOrigin({ origin }: { origin: NonNullable<IncidentDetail["origin"]> }) {
  const { service, dependents, of } = origin;
  const others = of - 1;
  return (
    <Section title="Likely origin">
      <p>
        <bdi className="font-medium">{service}</bdi>:{" "}
        {others === 1
          ? "the other failing service depends on it."
          : dependents.length === others
            ? `${others === 2 ? "both" : `all ${others}`} other failing services depend on it.`
            : `${dependents.length} of the ${others} other failing services on the map depend on it.`}
      </p>
      <ul aria-label={`What depends on ${service}`} className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
        {dependents.slice(0, mostShown).map(({ service: from, path }) => (
          <li key={from} className="text-sm wrap-anywhere text-ink-muted">
            <bdi>{path.join(" → ")}</bdi>
          </li>
        ))}
        {dependents.length > mostShown && (
          <li className="text-sm text-ink-faint">and {dependents.length - mostShown} more</li>
        )}
      </ul>
    </Section>
  );
}

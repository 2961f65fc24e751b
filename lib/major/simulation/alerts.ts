/** What monitoring sends while outages last. */
import type { Chance } from "#lib/incidents/simulation/chance";
import type { Outage } from "./writing";

const minute = 60_000;

/** The alerts of those outages that monitoring sees, in the order of time. */
export function alertsOf(chance: Chance, outages: readonly Outage[]) {
  return outages
    .filter(({ hasAlerts }) => hasAlerts)
    .flatMap(({ product: { service }, at, end, truth }) => {
      const labels = { alertname: "HighErrorRate", service, cluster: "eu-1" };
      const annotations = { summary: `${service} answers with errors` };
      const common = {
        fingerprint: `${service}/${truth}`,
        name: "HighErrorRate",
        severity: "critical" as const,
        labels,
        annotations,
        generatorUrl: null,
      };
      const startsAt = new Date(at + chance.wait(4 * minute));
      const endsAt = new Date(Math.max(end, startsAt.getTime() + minute));
      return [
        { at: startsAt.getTime(), alert: { ...common, state: "firing" as const, startsAt, endsAt: null } },
        { at: endsAt.getTime(), alert: { ...common, state: "resolved" as const, startsAt, endsAt } },
      ];
    })
    .sort((a, b) => a.at - b.at);
}

/** Alerts that fire as long as all is well: one that arrives is nobody's matter, one that stops is an alert. Pure. */
import type { InboundAlert } from "./model";
import type { KeptAlert } from "./telling";

/** What such alerts are called: Prometheus' Watchdog, and others by the label `heartbeat="true"`. */
const names = /^(?:watchdog|dead ?man'?s? ?(?:switch|snitch)?|heartbeat)$/i;

const minute = 60_000;
/** Three times the pause there was between signs of life, at least so long; before a second one it is not known. */
const shortest = 10 * minute;
const unknown = 24 * 60 * minute;

/** True for an alert that says that the monitoring lives. */
export function isHeartbeat({ name, labels }: Pick<InboundAlert, "name" | "labels">): boolean {
  return names.test(name.replaceAll(/[_-]/g, " ")) || labels.heartbeat === "true";
}

/** A heartbeat after a sign of life at `now`, or its end; `before` is how it stood. */
export function beating(after: KeptAlert, before: KeptAlert | null, now: Date): KeptAlert {
  return {
    ...after,
    isHeartbeat: true,
    overdueAt: after.state === "resolved" ? now : overdueAt(before, now),
  };
}

/** Longer pauses are believed at once, shorter ones little by little. */
function overdueAt(before: KeptAlert | null, now: Date): Date {
  if (!before) return new Date(now.getTime() + unknown);
  const pause = now.getTime() - before.lastSeenAt.getTime();
  const allowed = before.overdueAt ? before.overdueAt.getTime() - before.lastSeenAt.getTime() : 0;
  const wanted = Math.max(shortest, 3 * pause, allowed >= unknown ? 0 : 0.9 * allowed);
  return new Date(now.getTime() + wanted);
}

export const silenceName = "HeartbeatStopped";

/** The alert that a heartbeat has stopped, or is back. */
export function silenceOf(heartbeat: KeptAlert, state: "firing" | "resolved", at: Date): InboundAlert {
  const { name, labels, fingerprint, lastSeenAt } = heartbeat;
  return {
    fingerprint: `silence:${fingerprint}`.slice(0, 200),
    state,
    name: silenceName,
    severity: "critical",
    startsAt: state === "firing" ? at : lastSeenAt,
    endsAt: state === "firing" ? null : at,
    labels: { ...labels, alertname: silenceName, heartbeat: name, severity: "critical" },
    annotations: {
      summary: `${name} has stopped`,
      description: `It says that the monitoring works. The last sign of it came at ${lastSeenAt.toISOString()}; while it is missing, no alert may reach you.`,
    },
    generatorUrl: null,
  };
}

/** Alerts for tests. */
import { unique } from "#lib/platform/testing/unique";
import type { InboundAlert } from "../model";

/** A firing alert of its own, with what the test cares about. */
export function inbound(more: Partial<InboundAlert> = {}): InboundAlert {
  return {
    fingerprint: unique("f"),
    state: "firing",
    name: "DiskFull",
    severity: "critical",
    startsAt: new Date("2026-03-02T09:00:00Z"),
    endsAt: null,
    labels: { alertname: "DiskFull", severity: "critical", service: "storage" },
    annotations: { summary: "Disk is full" },
    generatorUrl: null,
    ...more,
  };
}

/** The alerts of the live feed: each fires, and is reported over later under the same fingerprint. */
import type { StoryAlert } from "./model";

export const targetsDownAlert: StoryAlert = {
  fingerprint: "7c1e94b05a2f3d68",
  labels: {
    alertname: "LoadBalancerTargetsDown",
    severity: "critical",
    load_balancer: "lb-9b17",
    project: "npay-live",
    region: "nor-1",
    job: "balancer-exporter",
  },
  annotations: {
    summary: "lb-9b17 has fewer healthy targets than it needs",
    description: "0 of 4 targets of lb-9b17 (npay-live, nor-1) have been healthy for 3 minutes.",
    runbook: "runbook-targets-down",
  },
};

export const replicaLagAlert: StoryAlert = {
  fingerprint: "b83f02d7716c49ae",
  labels: {
    alertname: "PostgresReplicaLagHigh",
    severity: "warning",
    instance: "pg-fjl-booking",
    project: "fjl-prod",
    region: "nor-1",
    job: "postgres-exporter",
  },
  annotations: {
    summary: "Replica of pg-fjl-booking is behind",
    description:
      "The read replica of pg-fjl-booking (fjl-prod, nor-1) has been more than 300 seconds behind for 10 minutes.",
    runbook: "runbook-replica-lag",
  },
};

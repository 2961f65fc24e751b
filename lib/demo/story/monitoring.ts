/** The alerting rules of Halden Cloud: what an alert of each rule carries. */
import type { StoryAlert } from "./model";

interface TargetsDown {
  fingerprint: string;
  balancer: string;
  project: string;
  /** As the rule prints it: "0 of 4". */
  healthy: string;
}

/** A load balancer has too few healthy targets. */
export function targetsDown({ fingerprint, balancer, project, healthy }: TargetsDown): StoryAlert {
  return {
    fingerprint,
    labels: {
      alertname: "LoadBalancerTargetsDown",
      severity: "critical",
      load_balancer: balancer,
      project,
      region: "nor-1",
      job: "balancer-exporter",
    },
    annotations: {
      summary: `${balancer} has fewer healthy targets than it needs`,
      description: `${healthy} targets of ${balancer} (${project}, nor-1) have been healthy for 3 minutes.`,
      runbook_url: "https://runbooks.halden.example/runbook-targets-down",
    },
  };
}

interface ReplicaLag {
  fingerprint: string;
  instance: string;
  project: string;
}

/** The read replica of a managed Postgres instance is far behind. */
export function replicaLag({ fingerprint, instance, project }: ReplicaLag): StoryAlert {
  return {
    fingerprint,
    labels: {
      alertname: "PostgresReplicaLagHigh",
      severity: "warning",
      instance,
      project,
      region: "nor-1",
      job: "postgres-exporter",
    },
    annotations: {
      summary: `Replica of ${instance} is behind`,
      description: `The read replica of ${instance} (${project}, nor-1) has been more than 300 seconds behind for 10 minutes.`,
      runbook_url: "https://runbooks.halden.example/runbook-replica-lag",
    },
  };
}

interface NodeNotReady {
  fingerprint: string;
  cluster: string;
  project: string;
  region: string;
}

/** A Kubernetes node has stopped posting its status. */
export function nodeNotReady({ fingerprint, cluster, project, region }: NodeNotReady): StoryAlert {
  return {
    fingerprint,
    labels: {
      alertname: "KubernetesNodeNotReady",
      severity: "critical",
      cluster,
      namespace: "kube-system",
      project,
      region,
      job: "kube-state",
    },
    annotations: {
      summary: `A node of ${cluster} is not ready`,
      description: `A node of ${cluster} (${project}, ${region}) has not posted its status for 5 minutes.`,
      runbook_url: "https://runbooks.halden.example/runbook-node-not-ready",
    },
  };
}

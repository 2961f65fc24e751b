/** What becomes of an alert of each rule: the look-up, the notes, and the end, with what differs from one to the next filled in. */
import { firing, lookUp, note, resolved } from "../dialogue";
import type { ClosedStoryTicket, StoryEvent } from "../model";
import { nodeNotReady, replicaLag, targetsDown } from "../monitoring";

type Told = Pick<ClosedStoryTicket, "key" | "assignee" | "openedMinutesAgo" | "resolutionMinutes"> & {
  /** The alert's own identity; a firing and its end share it. */
  fingerprint: string;
  project: string;
  /** Minutes until somebody has looked, and until the alert is over. */
  lookedAfter: number;
  overAfter: number;
};

const ofAlert = { customer: null, queue: "incidents", category: "alert", closed: true } as const;

export const unaided = "Closed without contacting the customer.";

type Targets = Told & {
  balancer: string;
  healthy: number;
  total: number;
  probe: { path: string; port: number };
  /** What is done after the look, and the last note. */
  doing: string;
  end: string;
  customer?: string;
  more?: StoryEvent[];
};

/** No platform fault: the application behind a balancer does not listen. */
export function targetsTicket({ balancer, healthy, total, probe, doing, end, more = [], ...told }: Targets) {
  const { fingerprint, project, lookedAfter, overAfter, ...head } = told;
  const alert = targetsDown({ fingerprint, balancer, project, healthy: `${healthy} of ${total}` });
  return {
    ...ofAlert,
    ...head,
    subject: `LoadBalancerTargetsDown ${balancer}`,
    service: "Balancer",
    priority: "urgent",
    events: [
      firing(0, alert),
      ...lookUp(
        lookedAfter,
        "get_lb_health",
        { load_balancer: balancer },
        {
          region: "nor-1",
          targets_healthy: healthy,
          targets_total: total,
          probe_path: probe.path,
          probe_port: probe.port,
          probe_answer: "connection refused",
          idle_timeout_seconds: 30,
          finding: "probe_port_closed",
        },
      ),
      note(
        lookedAfter + 2,
        `${healthy} of ${total} targets healthy, connection refused on port ${probe.port}: the application is not listening. Not a platform fault${doing}`,
      ),
      ...more,
      resolved(overAfter, alert),
      note(told.resolutionMinutes, end),
    ],
  } satisfies ClosedStoryTicket;
}

type Lag = Told & {
  instance: string;
  version: string;
  connections: [used: number, most: number];
  query: string;
  diskUsed: number;
  seconds: number;
};

/** A long query holds back a replica's replay until it is done. */
export function lagTicket({ instance, version, connections, query, diskUsed, seconds, ...told }: Lag) {
  const { fingerprint, project, lookedAfter, overAfter, ...head } = told;
  const alert = replicaLag({ fingerprint, instance, project });
  return {
    ...ofAlert,
    ...head,
    subject: `PostgresReplicaLagHigh ${instance}`,
    service: "Postgres",
    priority: "high",
    events: [
      firing(0, alert),
      ...lookUp(
        lookedAfter,
        "get_db_status",
        { instance },
        {
          region: "nor-1",
          version,
          connections: connections[0],
          max_connections: connections[1],
          busiest_client: query,
          disk_gb: 250,
          disk_used_percent: diskUsed,
          replica_lag_seconds: seconds,
          failover_minutes_ago: null,
          finding: "replica_lagging",
        },
      ),
      note(
        lookedAfter + 3,
        `Replica of ${instance} is ${seconds} seconds behind; a long query of ${query} on the replica holds back the replay. Primary is fine. Waiting 30 minutes, then telling the customer.`,
      ),
      resolved(overAfter, alert),
      note(told.resolutionMinutes, `Query finished, replay caught up. ${unaided}`),
    ],
  } satisfies ClosedStoryTicket;
}

type Node = Told & { cluster: string; region: string; node: string; count: number; detail: string };

/** A node that went away is replaced by the platform itself. */
export function nodeTicket({ cluster, region, node, count, detail, ...told }: Node) {
  const { fingerprint, project, lookedAfter, overAfter, ...head } = told;
  const alert = nodeNotReady({ fingerprint, cluster, project, region });
  return {
    ...ofAlert,
    ...head,
    subject: `KubernetesNodeNotReady ${cluster}`,
    service: "Kubernetes",
    priority: "high",
    events: [
      firing(0, alert),
      ...lookUp(
        lookedAfter,
        "get_cluster_events",
        { cluster, namespace: "kube-system" },
        { reason: "NodeNotReady", object: node, count, detail },
      ),
      note(
        lookedAfter + 2,
        `${node} of ${cluster}: ${detail}. Auto-repair has started a replacement; watching.`,
      ),
      resolved(overAfter, alert),
      note(told.resolutionMinutes, `Replacement node joined, pods rescheduled. ${unaided}`),
    ],
  } satisfies ClosedStoryTicket;
}

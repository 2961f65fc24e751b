/** Kinds of case that an analyst gives to a lead, and the alerts of monitoring. */
import { nodeNotReady, replicaLag, targetsDown } from "../monitoring";
import { idOf, project, workload } from "./cloud";
import type { AlertKind, EscalatedKind } from "./model";

export const escalatedKinds: EscalatedKind[] = [
  {
    key: "erasure",
    queue: "identity",
    category: "legal",
    service: "Identity",
    priority: "normal",
    weight: 2,
    facts: () => ({}),
    subjects: [
      "{Erasure request|Data deletion} {under Art. 17 GDPR|of a former user}",
      "{GDPR|Data protection} request",
    ],
    told: [
      "{Dear support, we|We} received {an erasure request|a request under GDPR} from a {data subject|former user}. {We need|Please send us} a signed statement {that backups are covered|of what you as processor delete}. {Our lawyer asks until Friday.|This has a legal deadline.}",
    ],
    reason: "A legal request: only a lead answers for the company.",
    settled: [
      "Hello, I have taken this over. Our data protection officer prepares the signed statement; you have it within three working days, well before the legal deadline.",
    ],
  },
  {
    key: "leak",
    queue: "incidents",
    category: "security_incident",
    service: "Identity",
    priority: "urgent",
    weight: 2,
    facts: (dice, customer) => ({ project: project(dice, customer) }),
    subjects: [
      "SECURITY: {key|credentials} {leaked|may be public}",
      "{Possible breach|Suspicious access} in $project",
    ],
    told: [
      "{A contractor|Somebody on our side} {pushed|published} {an access key|credentials} of $project {to a public repository|in a forum}. {Was it used from outside?|We have to know what happened since.} {This is an incident for us.|Please treat as urgent.}",
    ],
    reason: "A security incident: the incident lead decides what is blocked.",
    settled: [
      "Hello, I am the incident lead. The key is revoked and a new one waits in your console; I go through its uses of the last 48 hours and send you the list within the hour.",
    ],
  },
  {
    key: "contract",
    queue: "billing",
    category: "contract",
    service: "Billing",
    priority: "high",
    weight: 2,
    facts: () => ({}),
    subjects: ["{Cancelling|Leaving} {our contract|Halden}", "{Compensation|Credit} for the outage"],
    told: [
      "{This was the third outage|We had two outages} {this quarter|in three months}. {I want to know our notice period|What compensation do we get}{, from somebody senior.| under the agreement?} {I have to answer to our board.|We are looking at other providers.}",
    ],
    reason: "About the contract, and the customer is angry: a lead talks to them.",
    settled: [
      "Hello, I lead the support team and I am sorry for these interruptions. I call you today with the report of each of them and with what the agreement gives you for it.",
    ],
  },
];

export const alertKinds: AlertKind[] = [
  {
    key: "targets",
    queue: "incidents",
    category: "alert",
    service: "Balancer",
    priority: "urgent",
    weight: 3,
    facts: (dice, customer) => ({ balancer: idOf("lb", 4, dice), project: project(dice, customer) }),
    alert: (dice, { balancer = "", project = "" }, fingerprint) =>
      targetsDown({ fingerprint, balancer, project, healthy: `0 of ${dice.between(2, 8)}` }),
    lookUp: ({ balancer }) => ({ tool: "get_lb_health", arguments: { load_balancer: balancer } }),
    note: ({ targets_healthy, targets_total, probe_answer, probe_port }) =>
      `${targets_healthy} of ${targets_total} targets healthy, the probe on port ${probe_port} gets ${probe_answer}. Not a platform fault; watching for ten minutes before calling.`,
    over: "Resolved by itself. Closed without contacting the customer.",
  },
  {
    key: "lag",
    queue: "incidents",
    category: "alert",
    service: "Postgres",
    priority: "high",
    weight: 2,
    facts: (dice, { key }) => ({
      instance: `pg-${key.slice(0, 8)}-${workload(dice)}`,
      project: `${key}-prod`,
    }),
    alert: (_, { instance = "", project = "" }, fingerprint) =>
      replicaLag({ fingerprint, instance, project }),
    lookUp: ({ instance }) => ({ tool: "get_db_status", arguments: { instance } }),
    note: ({ instance, replica_lag_seconds, busiest_client }) =>
      `Replica of ${instance} is ${replica_lag_seconds} seconds behind; ${busiest_client} is its busiest client. Primary is fine. Waiting 30 minutes, then telling the customer.`,
    over: "Replay caught up. Closed without contacting the customer.",
  },
  {
    key: "node",
    queue: "incidents",
    category: "alert",
    service: "Kubernetes",
    priority: "high",
    weight: 2,
    facts: (dice, customer) => ({
      cluster: `k8s-${customer.key.slice(0, 8)}-live`,
      project: project(dice, customer),
    }),
    alert: (dice, { cluster = "", project = "" }, fingerprint) =>
      nodeNotReady({ fingerprint, cluster, project, region: dice.pick(["nor-1", "fra-1", "ash-2"]) }),
    lookUp: ({ cluster }) => ({
      tool: "get_cluster_events",
      arguments: { cluster, namespace: "kube-system" },
    }),
    note: ({ object, cluster, detail }) =>
      `${object} of ${cluster}: ${detail}. Auto-repair has started a replacement; watching.`,
    over: "Replacement node joined, pods rescheduled. Closed without contacting the customer.",
  },
];

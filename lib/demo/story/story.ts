/** The whole demo story in one place, for whoever seeds it or plays it. */
import { customers } from "./customers";
import { liveSteps } from "./live";
import type { StoryTicket } from "./model";
import { people } from "./people";
import { queues } from "./queues";
import { kubernetesWorkloadTickets } from "./tickets/kubernetes-workloads";
import { loadBalancerTickets } from "./tickets/load-balancers";
import { postgresCapacityTickets } from "./tickets/postgres-capacity";
import { quotaTickets } from "./tickets/quota";

/** Closed history by topic; each topic is one practice the team follows again and again. */
export const closedTopics = {
  quota: quotaTickets,
  loadBalancers: loadBalancerTickets,
  kubernetesWorkloads: kubernetesWorkloadTickets,
  postgresCapacity: postgresCapacityTickets,
} satisfies Record<string, StoryTicket[]>;

export const story = {
  people,
  queues,
  customers,
  tickets: Object.values(closedTopics).flat(),
  liveSteps,
};

/** The whole demo story in one place, for whoever seeds it or plays it. */
import { accountArticles } from "./articles/account";
import { accountRunbooks } from "./articles/account-runbooks";
import { computeArticles } from "./articles/compute";
import { computeRunbooks } from "./articles/compute-runbooks";
import { dataArticles } from "./articles/data";
import { dataRunbooks } from "./articles/data-runbooks";
import { networkArticles } from "./articles/network";
import { networkRunbooks } from "./articles/network-runbooks";
import { customers } from "./customers";
import { liveSteps } from "./live";
import type { ClosedStoryTicket } from "./model";
import { pastTickets } from "./past";
import { people } from "./people";
import { queues } from "./queues";
import { alertTickets } from "./tickets/alerts";
import { domainTickets } from "./tickets/domains";
import { instanceTickets } from "./tickets/instances";
import { invoiceTickets } from "./tickets/invoices";
import { kubernetesPlatformTickets } from "./tickets/kubernetes-platform";
import { kubernetesWorkloadTickets } from "./tickets/kubernetes-workloads";
import { loadBalancerTickets } from "./tickets/load-balancers";
import { objectStorageTickets } from "./tickets/object-storage";
import { openTickets } from "./tickets/open";
import { permissionTickets } from "./tickets/permissions";
import { postgresCapacityTickets } from "./tickets/postgres-capacity";
import { postgresReplicationTickets } from "./tickets/postgres-replication";
import { privateNetworkTickets } from "./tickets/private-networks";
import { quotaTickets } from "./tickets/quota";
import { signInTickets } from "./tickets/sign-in";
import { volumeTickets } from "./tickets/volumes";

/** Closed history by topic; each topic is one practice the team follows again and again. */
export const closedTopics = {
  quota: quotaTickets,
  invoices: invoiceTickets,
  permissions: permissionTickets,
  signIn: signInTickets,
  privateNetworks: privateNetworkTickets,
  loadBalancers: loadBalancerTickets,
  domains: domainTickets,
  objectStorage: objectStorageTickets,
  volumes: volumeTickets,
  postgresCapacity: postgresCapacityTickets,
  postgresReplication: postgresReplicationTickets,
  instances: instanceTickets,
  kubernetesWorkloads: kubernetesWorkloadTickets,
  kubernetesPlatform: kubernetesPlatformTickets,
  alerts: alertTickets,
} satisfies Record<string, ClosedStoryTicket[]>;

/**
 * Cases that are made up beside those told one by one: with them the four weeks hold well over 200. Made when they are asked
 * for: every worker knows the story, and seldom needs all of it.
 */
let made: ReturnType<typeof pastTickets> | undefined;
function past() {
  made ??= pastTickets(135);
  return made;
}

/** Everything that is seeded, and the feed that is played afterwards. */
export const story = {
  people,
  queues,
  customers,
  /** Who writes beside them. */
  get newcomers() {
    return past().customers.filter(({ key }) => customers.every((known) => known.key !== key));
  },
  tickets: [...Object.values(closedTopics).flat(), ...openTickets],
  get past() {
    return past().tickets;
  },
  articles: [
    ...accountArticles,
    ...networkArticles,
    ...dataArticles,
    ...computeArticles,
    ...networkRunbooks,
    ...dataRunbooks,
    ...computeRunbooks,
    ...accountRunbooks,
  ],
  liveSteps,
};

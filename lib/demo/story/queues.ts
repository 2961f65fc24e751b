/** The queues of the Halden Cloud support team. */
import type { StoryQueue } from "./model";

export const queues: StoryQueue[] = [
  {
    key: "compute",
    name: "Compute & Kubernetes",
    description: "Instances, clusters, nodes and what runs on them.",
  },
  {
    key: "networking",
    name: "Networking",
    description: "Private networks, peering, firewalls, load balancers, DNS and certificates.",
  },
  {
    key: "data",
    name: "Storage & databases",
    description: "Object storage, volumes and managed Postgres.",
  },
  {
    key: "identity",
    name: "Identity & access",
    description: "Permissions, single sign-on, second factors and API keys.",
  },
  {
    key: "billing",
    name: "Billing & quota",
    description: "Invoices, credits, unexpected cost and quota increases.",
  },
  {
    key: "incidents",
    name: "Incidents",
    description: "Alerts from our own monitoring and reports of wide outages.",
  },
];

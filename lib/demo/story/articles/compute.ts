/** What the team knows about instances and managed Kubernetes. */
import type { StoryArticle } from "../model";

export const computeArticles: StoryArticle[] = [
  {
    key: "cluster-classes",
    kind: "article",
    title: "Storage and ingress classes on managed clusters",
    service: "Kubernetes",
    tags: ["PVC", "storageclass", "ingress", "pending"],
    body: `- Storage: \`halden-ssd\` (default) and \`halden-hdd\`. \`halden-fast\` went away with 1.33. A claim with an unknown class stays **Pending**; its class cannot be changed, so delete and create it again.
- Ingress: the class is \`halden-lb\`. An ingress of class \`nginx\` waits for an address for ever unless the customer runs that controller.

YAML copied from a tutorial or another provider is the usual reason.`,
  },
  {
    key: "memory-limits",
    kind: "article",
    title: "Exit code 137: memory limits of pods",
    service: "Kubernetes",
    tags: ["OOMKilled", "CrashLoopBackOff", "memory"],
    body: `A container that reaches \`resources.limits.memory\` is killed at once, without a line in its log: reason \`OOMKilled\`, exit code 137. Free memory on the node does not matter.

Raise the limit, set the request to the same value, roll out. If memory keeps growing after that, it is a leak: \`kubectl top pod\` over an hour. Java and Node need to be told their heap separately; leave a quarter of the limit for the rest.`,
  },
  {
    key: "host-failures",
    kind: "article",
    title: "Host failures and availability credit",
    service: "Compute",
    tags: ["host failure", "reboot", "credit", "SLA"],
    body: `When a host fails, its instances are started on another host within 2 to 5 minutes, with the same disks and addresses. The console shows \`watchdog: hypervisor heartbeat lost\`.

- Nothing has to be done except to check that services start by themselves.
- The time counts towards the availability credit; it is applied to the next invoice without asking.
- Repeated failures of one customer within 30 days: tell the lead, and offer placement groups (\`hctl compute placement create --spread\`).`,
  },
];

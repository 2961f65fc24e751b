/** What to do, step by step, when instances, nodes or pods fail. */
import type { StoryArticle } from "../model";

export const computeRunbooks: StoryArticle[] = [
  {
    key: "runbook-node-not-ready",
    kind: "runbook",
    title: "KubernetesNodeNotReady",
    service: "Kubernetes",
    tags: ["alert", "node", "NotReady"],
    body: `## Meaning
A node has not posted its status for 5 minutes.

## Impact
Its pods are started elsewhere if there is room; single replicas and volumes of one zone wait.

## Diagnosis
    hctl k8s events <cluster> --namespace kube-system

kubelet stopped posting status (host or memory), PLEG is not healthy (container runtime).

## Mitigation
Auto-repair replaces it after 10 minutes. Sooner: \`hctl k8s node replace <cluster> <node>\`. More than one node of a cluster: page the fleet team, it may be a rack.`,
  },
  {
    key: "runbook-oom-killed",
    kind: "runbook",
    title: "Pods killed for memory",
    service: "Kubernetes",
    tags: ["OOMKilled", "CrashLoopBackOff"],
    body: `## Meaning
Containers reach their memory limit and are killed.

## Impact
Restarts, then CrashLoopBackOff with growing pauses.

## Diagnosis
    hctl k8s events <cluster> --namespace <namespace>

Reason OOMKilled, the object, the limit, how often in the last hour.

## Mitigation
The customer raises \`resources.limits.memory\`, sets the request equal, rolls out. Back to the previous version if it began with a release.`,
  },
  {
    key: "runbook-image-pull",
    kind: "runbook",
    title: "ImagePullBackOff",
    service: "Kubernetes",
    tags: ["image", "registry", "pull secret"],
    body: `## Meaning
Nodes cannot pull an image.

## Impact
New pods do not start. Running ones are not touched; do not restart them.

## Diagnosis
    hctl k8s events <cluster> --namespace <namespace>

401 Unauthorized: pull secret. manifest unknown: the tag does not exist. timeout: no way to the registry.

## Mitigation
- \`hctl registry login --cluster <cluster> --namespace <namespace>\` renews the secret.
- Compare the tag with \`hctl registry tags\`.
- Timeout: see "Private path blocked".`,
  },
  {
    key: "runbook-instance-unreachable",
    kind: "runbook",
    title: "Instance does not answer",
    service: "Compute",
    tags: ["instance", "unreachable", "host failure", "ssh"],
    body: `## Meaning
An instance answers neither ping nor ssh.

## Impact
Whatever runs only there is down.

## Diagnosis
    hctl compute show <instance> --console 20

host_failure: being restarted elsewhere. Out of memory or No space left on device: a matter of the guest. healthy: look at the path.

## Mitigation
- Host failure: tell the customer it returns within 5 minutes with the same disks and addresses.
- Out of memory: restart, then a larger type or a limit for the process.
- Disk full: \`hctl compute disk-grow <instance> --boot --add 20\`, then restart.
- Not back after 10 minutes: page the fleet team.`,
  },
];

/** Diagnostics of instances, volumes and clusters. */
import { z } from "zod";
import { defineDiagnostic } from "./define";
import { regions } from "./regions";

export const describeInstance = defineDiagnostic({
  name: "describe_instance",
  description:
    "State of one instance: what it runs on, the last platform event, the last line of its console.",
  input: z.object({ instance: z.string().describe("Instance id, vm-…") }),
  output: z.object({
    instance: z.string(),
    region: z.enum(regions),
    machine_type: z.string(),
    state: z.enum(["running", "stopped", "rebooting", "error"]),
    minutes_in_state: z.number(),
    finding: z.enum(["host_failure", "guest_out_of_memory", "boot_disk_full", "healthy"]),
    console_line: z.string(),
  }),
  invent: ({ instance }, { pick, between }) => {
    const machine = {
      instance,
      region: pick(regions),
      machine_type: pick(["c4.large", "c4.xlarge", "m8.xlarge", "g2.l4x1"]),
      minutes_in_state: between(90, 40_000),
    };
    const found = pick([
      {
        finding: "host_failure",
        console_line: "watchdog: hypervisor heartbeat lost, restarting on another host",
      },
      { finding: "guest_out_of_memory", console_line: "Out of memory: Killed process 2211 (java)" },
      { finding: "healthy", console_line: "login:" },
    ] as const);
    // A host that fails takes the instance with it, which has only just begun anew.
    return found.finding === "host_failure"
      ? { ...machine, ...found, state: pick(["rebooting", "running"]), minutes_in_state: between(2, 15) }
      : { ...machine, ...found, state: "running" as const };
  },
});

export const describeVolume = defineDiagnostic({
  name: "describe_volume",
  description: "State of one block volume: where it is attached, how long it has been so, its IOPS limit.",
  input: z.object({ volume: z.string().describe("Volume id, vol-…") }),
  output: z.object({
    volume: z.string(),
    region: z.enum(regions),
    size_gb: z.number(),
    state: z.enum(["available", "in_use", "detaching", "error"]),
    attached_to: z.string().nullable(),
    minutes_in_state: z.number(),
    iops_limit: z.number(),
    iops_peak: z.number(),
    finding: z.enum(["stuck_detach", "attached_elsewhere", "throttled", "healthy"]),
  }),
  invent: ({ volume }, { pick, between }) => ({
    volume,
    region: pick(regions),
    size_gb: pick([100, 200, 500, 1000]),
    attached_to: `vm-${between(0x100000, 0xffffff).toString(16)}`,
    minutes_in_state: between(12, 300),
    iops_limit: 3000,
    ...pick([
      { finding: "stuck_detach", state: "detaching", iops_peak: 120 },
      { finding: "throttled", state: "in_use", iops_peak: 3000 },
      { finding: "healthy", state: "in_use", iops_peak: 840 },
    ] as const),
  }),
});

export const getClusterEvents = defineDiagnostic({
  name: "get_cluster_events",
  description: "The most frequent warning of the last hour in one namespace of a Kubernetes cluster.",
  input: z.object({
    cluster: z.string().describe("Cluster id, k8s-…"),
    namespace: z.string().describe("Namespace, or kube-system for nodes"),
  }),
  output: z.object({
    cluster: z.string(),
    namespace: z.string(),
    reason: z.enum([
      "OOMKilled",
      "ProbeFailed",
      "ImagePullBackOff",
      "NodeNotReady",
      "FailedScheduling",
      "ProvisioningFailed",
      "AddressPending",
      "None",
    ]),
    object: z.string(),
    count: z.number(),
    detail: z.string(),
  }),
  invent: ({ cluster, namespace }, { pick, between }) => ({
    cluster,
    namespace,
    count: between(3, 60),
    ...pick([
      { reason: "OOMKilled", object: "deployment/api", detail: "512Mi" },
      { reason: "ImagePullBackOff", object: "deployment/web", detail: "401 Unauthorized" },
      { reason: "FailedScheduling", object: "deployment/worker", detail: "Insufficient cpu" },
      {
        reason: "NodeNotReady",
        object: `node/pool-a-${between(1, 9)}`,
        detail: "kubelet stopped posting status",
      },
    ] as const),
  }),
});

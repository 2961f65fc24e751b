/** What the pretend cloud says about the resources of open and live tickets, so that a look-up fits their story. */

type Fields = Record<string, string | number | boolean | null>;

/** By tool, then by the tool's arguments joined with "/". Fields not named here are made up. */
export const stagedCloud: Record<string, Record<string, Fields>> = {
  get_quota: {
    "pxf-render/ash-2/vCPU": { limit: 96, usage: 96, capacity: "available", review_days: 1 },
    "pxf-render/fra-1/GPU": { limit: 24, usage: 24, capacity: "constrained", review_days: 2 },
    "qh-route/sgp-1/GPU": { limit: 4, usage: 4, capacity: "constrained", review_days: 2 },
  },
  get_iam_policy: {
    "lmh-audit/auditor@lumenhealth.example": {
      roles: "project.viewer",
      denied_permission: "logs.exports.list",
      suggested_role: "logs.reader",
      finding: "role_missing",
    },
  },
  get_audit_log: {
    "paperlane-site/login.failed": {
      count: 6,
      last_principal: "fiona@paperlane.example",
      last_at: "09:41 UTC",
      source_ip: "198.51.100.84",
      detail: "second_factor_unknown",
    },
    "bcl-web/login.failed": {
      count: 212,
      last_principal: "sekretariat@brightclass.example",
      last_at: "07:58 UTC",
      source_ip: "198.51.100.20",
      detail: "signing_certificate_expired",
    },
  },
  describe_instance: {
    "vm-91b2f4": {
      region: "nor-1",
      machine_type: "c4.xlarge",
      state: "rebooting",
      minutes_in_state: 4,
      finding: "host_failure",
      console_line: "watchdog: hypervisor heartbeat lost, restarting on another host",
    },
    "vm-e07a55": {
      region: "ash-2",
      machine_type: "m8.xlarge",
      state: "running",
      minutes_in_state: 38,
      finding: "guest_out_of_memory",
      console_line: "Out of memory: Killed process 1187 (mta-core)",
    },
  },
  describe_volume: {
    "vol-5d20c7": {
      region: "nor-1",
      size_gb: 2000,
      state: "detaching",
      attached_to: "vm-b1804d",
      minutes_in_state: 54,
      iops_limit: 3000,
      iops_peak: 40,
      finding: "stuck_detach",
    },
    "vol-77ae02": {
      region: "sgp-1",
      size_gb: 500,
      state: "in_use",
      attached_to: "vm-29d3c8",
      minutes_in_state: 8640,
      iops_limit: 3000,
      iops_peak: 3000,
      finding: "throttled",
    },
  },
  get_cluster_events: {
    "k8s-moss-live/chat": { reason: "OOMKilled", object: "deployment/chat", count: 22, detail: "384Mi" },
    "k8s-grainbox/images": {
      reason: "ProvisioningFailed",
      object: "persistentvolumeclaim/images-data",
      count: 15,
      detail: "storageclass fast-local not found",
    },
    "k8s-fjl-prod/kube-system": {
      reason: "NodeNotReady",
      object: "node/pool-b-3",
      count: 8,
      detail: "kubelet stopped posting status",
    },
  },
  check_path: {
    "vm-3c91e0/pg-fjl-booking/5432": {
      reachable: false,
      finding: "firewall_blocks",
      stopped_by: "fw-fjl-db-in",
      network: "net-61d0",
    },
    "vm-4f7710/vm-c02b9e/8443": {
      reachable: false,
      finding: "peering_inactive",
      stopped_by: "peer-318",
      network: "net-9a3c",
    },
  },
  get_lb_health: {
    "lb-9b17": {
      region: "nor-1",
      targets_healthy: 0,
      targets_total: 4,
      probe_path: "/healthz",
      probe_port: 8443,
      probe_answer: "connection refused",
      finding: "probe_port_closed",
    },
    "lb-a94e": {
      region: "fra-1",
      targets_healthy: 0,
      targets_total: 2,
      probe_path: "/health",
      probe_port: 3000,
      probe_answer: "404",
      finding: "probe_path_fails",
    },
    "lb-b67d": {
      region: "fra-1",
      targets_healthy: 0,
      targets_total: 3,
      probe_path: "/status",
      probe_port: 8080,
      probe_answer: "connection refused",
      finding: "probe_port_closed",
    },
  },
  check_dns: {
    "click.orchardmail.example": {
      nameservers: "ns1.registrar.example",
      resolves_to: "203.0.113.61",
      certificate: "pending",
      finding: "validation_record_missing",
      expected_record: "_acme-challenge.click.orchardmail.example CNAME 730218.acme.halden.example",
    },
    "www.paperlane.example": {
      nameservers: "ns2.registrar.example",
      resolves_to: "192.0.2.44",
      certificate: "pending",
      finding: "nameservers_elsewhere",
      expected_record: "NS ns1.halden.example",
    },
  },
  get_bucket_policy: {
    "kw-archive-raw": {
      region: "nor-1",
      statement: "DenyOutsideNetwork",
      lifecycle_rule: null,
      lifecycle_days: null,
      client_region: "nor-1",
      finding: "policy_denies",
    },
    "tally-uploads": {
      region: "fra-1",
      statement: "DenyUnencryptedPut",
      lifecycle_rule: null,
      lifecycle_days: null,
      client_region: "fra-1",
      finding: "policy_denies",
    },
  },
  get_db_status: {
    "pg-bcl-exam": {
      region: "nor-1",
      connections: 200,
      max_connections: 200,
      busiest_client: "exam-web",
      finding: "connections_exhausted",
    },
    "pg-fjl-booking": {
      region: "nor-1",
      replica_lag_seconds: 412,
      busiest_client: "report-export",
      finding: "replica_lagging",
    },
    "pg-wh-portal": {
      region: "fra-1",
      replica_lag_seconds: 95,
      busiest_client: "vacuum",
      finding: "replica_lagging",
    },
  },
  lookup_invoice: {
    "HC-20911": {
      status: "paid",
      amount: "EUR 418.60",
      previous_amount: "EUR 402.15",
      largest_item: "instances of type c4.large",
      largest_item_amount: "EUR 241.00",
      refund_amount: "EUR 418.60",
      finding: "charged_twice",
    },
    "HC-21377": {
      status: "open",
      amount: "EUR 6140.20",
      previous_amount: "EUR 3275.90",
      largest_item: "egress from sgp-1",
      largest_item_amount: "EUR 2960.75",
      refund_amount: null,
      finding: "usage_growth",
    },
    "HC-20688": {
      status: "open",
      amount: "EUR 96.30",
      previous_amount: "EUR 41.10",
      largest_item: "snapshots in fra-1",
      largest_item_amount: "EUR 58.00",
      refund_amount: null,
      finding: "usage_growth",
    },
  },
};

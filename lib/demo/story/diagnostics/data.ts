/** Diagnostics of managed Postgres and of object storage. */
import { z } from "zod";
import { defineDiagnostic } from "./define";
import { regions } from "./regions";

export const getDbStatus = defineDiagnostic({
  name: "get_db_status",
  description: "State of a managed Postgres instance: connections, disk, replica lag, last failover.",
  input: z.object({ instance: z.string().describe("Database id, pg-…") }),
  output: z.object({
    instance: z.string(),
    region: z.enum(regions),
    version: z.string(),
    connections: z.number(),
    max_connections: z.number(),
    busiest_client: z.string(),
    disk_gb: z.number(),
    disk_used_percent: z.number(),
    replica_lag_seconds: z.number(),
    failover_minutes_ago: z.number().nullable(),
    finding: z.enum(["connections_exhausted", "disk_full", "replica_lagging", "failed_over", "healthy"]),
  }),
  invent: ({ instance }, { pick, between }) => {
    const max_connections = pick([100, 200, 400]);
    const quiet = {
      connections: Math.round(max_connections * 0.4),
      disk_used_percent: between(35, 70),
      replica_lag_seconds: 0,
      failover_minutes_ago: null,
    };
    return {
      instance,
      region: pick(regions),
      version: pick(["15.8", "16.4", "17.2"]),
      max_connections,
      busiest_client: pick(["api-server", "sidekiq", "reporting", "web"]),
      disk_gb: pick([100, 250, 500]),
      ...pick([
        { ...quiet, finding: "connections_exhausted", connections: max_connections - 3 },
        { ...quiet, finding: "disk_full", disk_used_percent: between(96, 99) },
        { ...quiet, finding: "replica_lagging", replica_lag_seconds: between(120, 2400) },
        { ...quiet, finding: "failed_over", failover_minutes_ago: between(5, 60) },
        { ...quiet, finding: "healthy" },
      ] as const),
    };
  },
});

export const getBucketPolicy = defineDiagnostic({
  name: "get_bucket_policy",
  description: "Policy, lifecycle rules and recent traffic of a bucket, with the statement that decides.",
  input: z.object({ bucket: z.string() }),
  output: z.object({
    bucket: z.string(),
    region: z.enum(regions),
    statement: z.string().nullable(),
    lifecycle_rule: z.string().nullable(),
    lifecycle_days: z.number().nullable(),
    client_region: z.string(),
    finding: z.enum(["policy_denies", "lifecycle_deletes", "client_far_away", "permits"]),
  }),
  invent: ({ bucket }, { pick, between }) => {
    const quiet = { statement: null, lifecycle_rule: null, lifecycle_days: null, client_region: "fra-1" };
    return {
      bucket,
      region: "fra-1" as const,
      ...pick([
        { ...quiet, finding: "policy_denies", statement: "DenyOutsideNetwork" },
        {
          ...quiet,
          finding: "lifecycle_deletes",
          lifecycle_rule: "expire-all",
          lifecycle_days: between(7, 90),
        },
        { ...quiet, finding: "client_far_away", client_region: "sgp-1" },
        { ...quiet, finding: "permits" },
      ] as const),
    };
  },
});

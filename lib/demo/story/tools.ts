/** The catalogue of read-only diagnostics the demo team uses; in the demo they run against a pretend cloud. */
import type { z } from "zod";
import { getAuditLog, getIamPolicy, getQuota, lookupInvoice } from "./diagnostics/account";
import { describeInstance, describeVolume, getClusterEvents } from "./diagnostics/compute";
import { getBucketPolicy, getDbStatus } from "./diagnostics/data";
import type { Diagnostic } from "./diagnostics/define";
import { checkDns, checkPath, getLbHealth } from "./diagnostics/network";

export const tools = {
  get_quota: getQuota,
  get_iam_policy: getIamPolicy,
  get_audit_log: getAuditLog,
  describe_instance: describeInstance,
  describe_volume: describeVolume,
  get_cluster_events: getClusterEvents,
  check_path: checkPath,
  get_lb_health: getLbHealth,
  check_dns: checkDns,
  get_bucket_policy: getBucketPolicy,
  get_db_status: getDbStatus,
  lookup_invoice: lookupInvoice,
} as const satisfies Record<string, Diagnostic>;

export type ToolName = keyof typeof tools;
export type ToolArguments<N extends ToolName> = z.infer<(typeof tools)[N]["input"]>;
export type ToolResult<N extends ToolName> = z.infer<(typeof tools)[N]["output"]>;

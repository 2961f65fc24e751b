/** Diagnostics of quota, permissions, audit trail and invoices. */
import { z } from "zod";
import { defineDiagnostic } from "./define";
import { regions } from "./regions";

export const quotaResources = ["vCPU", "GPU", "public IP", "SSD", "load balancer"] as const;

export const getQuota = defineDiagnostic({
  name: "get_quota",
  description:
    "Limit and use of one quota of a project in a region, and whether the region has room for more.",
  input: z.object({ project: z.string(), region: z.enum(regions), resource: z.enum(quotaResources) }),
  output: z.object({
    project: z.string(),
    region: z.enum(regions),
    resource: z.enum(quotaResources),
    limit: z.number(),
    usage: z.number(),
    capacity: z.enum(["available", "constrained"]),
    review_days: z.number(),
  }),
  invent: ({ project, region, resource }, { pick, between }) => {
    const limit = pick([8, 16, 32, 64, 128]);
    return {
      project,
      region,
      resource,
      limit,
      usage: limit - between(0, 2),
      capacity: resource === "GPU" ? ("constrained" as const) : ("available" as const),
      review_days: between(1, 3),
    };
  },
});

export const getIamPolicy = defineDiagnostic({
  name: "get_iam_policy",
  description: "Roles of a user or service account on a project, the last permission it was denied, and why.",
  input: z.object({ project: z.string(), principal: z.string().describe("E-mail or service account") }),
  output: z.object({
    project: z.string(),
    principal: z.string(),
    roles: z.string(),
    denied_permission: z.string(),
    suggested_role: z.string(),
    organisation_policy: z.string().nullable(),
    finding: z.enum(["role_missing", "organisation_deny", "grant_expired", "permitted"]),
  }),
  invent: ({ project, principal }, { pick }) => ({
    project,
    principal,
    roles: "project.viewer",
    organisation_policy: null,
    finding: "role_missing" as const,
    ...pick([
      { denied_permission: "objects.write", suggested_role: "objects.editor" },
      { denied_permission: "compute.instances.start", suggested_role: "compute.operator" },
      { denied_permission: "secrets.read", suggested_role: "secrets.reader" },
    ]),
  }),
});

export const getAuditLog = defineDiagnostic({
  name: "get_audit_log",
  description: "How often an action was recorded in a project in the last day, and its last occurrence.",
  input: z.object({ project: z.string(), action: z.string().describe("login.failed, instance.delete …") }),
  output: z.object({
    project: z.string(),
    action: z.string(),
    count: z.number(),
    last_principal: z.string(),
    last_at: z.string(),
    source_ip: z.string(),
    detail: z.string(),
  }),
  invent: ({ project, action }, { pick, between }) => ({
    project,
    action,
    count: between(1, 30),
    last_principal: `deploy@${project}.example`,
    last_at: `${between(10, 19)}:${between(10, 59)} UTC`,
    source_ip: `198.51.100.${between(2, 250)}`,
    detail: pick(["second_factor_unknown", "assertion_expired", "signing_certificate_expired", "by_api_key"]),
  }),
});

export const lookupInvoice = defineDiagnostic({
  name: "lookup_invoice",
  description: "One invoice: amount, the month before, its largest item, and what stands out.",
  input: z.object({ invoice: z.string().describe("Invoice number, HC-…") }),
  output: z.object({
    invoice: z.string(),
    status: z.enum(["open", "paid", "overdue"]),
    amount: z.string(),
    previous_amount: z.string(),
    largest_item: z.string(),
    largest_item_amount: z.string(),
    refund_amount: z.string().nullable(),
    finding: z.enum(["usage_growth", "charged_twice", "payment_refused", "credit_not_applied", "as_usual"]),
  }),
  invent: ({ invoice }, { pick, between }) => {
    const previous = between(200, 4000);
    return {
      invoice,
      status: "open" as const,
      amount: `EUR ${previous + between(20, 900)}.40`,
      previous_amount: `EUR ${previous}.10`,
      largest_item: pick(["egress from fra-1", "snapshots in nor-1", "instances of type c4.xlarge"]),
      largest_item_amount: `EUR ${Math.round(previous * 0.6)}.20`,
      refund_amount: null,
      finding: pick(["usage_growth", "as_usual"]),
    };
  },
});

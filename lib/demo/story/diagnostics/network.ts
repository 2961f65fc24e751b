/** Diagnostics of paths between addresses, load balancers and domains. */
import { z } from "zod";
import { defineDiagnostic } from "./define";
import { regions } from "./regions";

export const checkPath = defineDiagnostic({
  name: "check_path",
  description: "Follows a packet from an instance or address to a port and says what would stop it.",
  input: z.object({
    source: z.string().describe("Instance id or address"),
    destination: z.string().describe("Instance id, database id or address"),
    port: z.number().int().min(1).max(65_535),
  }),
  output: z.object({
    source: z.string(),
    destination: z.string(),
    port: z.number(),
    reachable: z.boolean(),
    finding: z.enum(["firewall_blocks", "route_missing", "peering_inactive", "open"]),
    stopped_by: z.string().nullable(),
    network: z.string(),
  }),
  invent: ({ source, destination, port }, { pick, between }) => ({
    source,
    destination,
    port,
    network: `net-${between(0x1000, 0xffff).toString(16)}`,
    ...pick([
      { finding: "firewall_blocks", reachable: false, stopped_by: "fw-default-deny" },
      { finding: "route_missing", reachable: false, stopped_by: "rt-main" },
      { finding: "peering_inactive", reachable: false, stopped_by: `peer-${between(100, 999)}` },
      { finding: "open", reachable: true, stopped_by: null },
    ] as const),
  }),
});

export const getLbHealth = defineDiagnostic({
  name: "get_lb_health",
  description: "Health of the targets behind a load balancer and what its probe sees.",
  input: z.object({ load_balancer: z.string().describe("Load balancer id, lb-…") }),
  output: z.object({
    load_balancer: z.string(),
    region: z.enum(regions),
    targets_healthy: z.number(),
    targets_total: z.number(),
    probe_path: z.string(),
    probe_port: z.number(),
    probe_answer: z.string(),
    idle_timeout_seconds: z.number(),
    finding: z.enum(["probe_path_fails", "probe_port_closed", "target_timeout", "all_healthy"]),
  }),
  invent: ({ load_balancer }, { pick, between }) => {
    const targets_total = between(2, 8);
    return {
      load_balancer,
      region: pick(regions),
      targets_total,
      probe_path: pick(["/healthz", "/health", "/status"]),
      probe_port: pick([80, 3000, 8080]),
      idle_timeout_seconds: 30,
      ...pick([
        { finding: "probe_path_fails", probe_answer: "404", targets_healthy: 0 },
        { finding: "probe_port_closed", probe_answer: "connection refused", targets_healthy: 0 },
        { finding: "target_timeout", probe_answer: "200", targets_healthy: targets_total },
        { finding: "all_healthy", probe_answer: "200", targets_healthy: targets_total },
      ] as const),
    };
  },
});

export const checkDns = defineDiagnostic({
  name: "check_dns",
  description: "What the world sees of a domain: name servers, address, certificate, and what is in its way.",
  input: z.object({ domain: z.string() }),
  output: z.object({
    domain: z.string(),
    nameservers: z.string(),
    resolves_to: z.string().nullable(),
    certificate: z.enum(["valid", "pending", "expired", "none"]),
    finding: z.enum(["validation_record_missing", "nameservers_elsewhere", "caa_forbids", "healthy"]),
    expected_record: z.string(),
  }),
  invent: ({ domain }, { pick, between }) => ({
    domain,
    resolves_to: `203.0.113.${between(2, 250)}`,
    ...pick([
      {
        finding: "validation_record_missing",
        certificate: "pending",
        nameservers: "ns1.halden.example",
        expected_record: `_acme-challenge.${domain} CNAME ${between(100000, 999999)}.acme.halden.example`,
      },
      {
        finding: "nameservers_elsewhere",
        certificate: "pending",
        nameservers: "ns1.registrar.example",
        expected_record: "NS ns1.halden.example",
      },
      {
        finding: "healthy",
        certificate: "valid",
        nameservers: "ns1.halden.example",
        expected_record: `CAA 0 issue "ca.halden.example"`,
      },
    ] as const),
  }),
});

/** What the team knows about paths, load balancers, domains and certificates. */
import type { StoryArticle } from "../model";

export const networkArticles: StoryArticle[] = [
  {
    key: "path-checks",
    kind: "article",
    title: "Two things cannot reach each other",
    service: "Network",
    tags: ["firewall", "route", "peering", "timeout"],
    body: `A **timeout** means packets vanish (firewall, route, peering). A **refusal** means they arrive and nobody listens.

Follow the path: \`hctl net path --from <source> --to <destination> --port <port>\`.

1. \`firewall_blocks\`: the rule set that drops is named. \`hctl fw allow <rule set> --from <source> --port <port>\`. Labels are better than single instances.
2. \`route_missing\`: the route table is named. \`hctl net route add <table> --to <address>/32 --via <gateway>\`.
3. \`peering_inactive\`: the other side has not accepted. \`hctl net peering accept <peering>\`.
4. \`open\`: the network is fine; look at the process on the target.`,
  },
  {
    key: "health-probes",
    kind: "article",
    title: "How the balancer decides who is healthy",
    service: "Balancer",
    tags: ["502", "503", "health check", "probe"],
    body: `A target is healthy after two answers of \`200\` from the probe path and unhealthy after three others. With no healthy target the balancer answers \`502\` or \`503\` itself.

- \`404\` or \`301\`: the path is wrong or redirects. \`hctl lb probe set <balancer> --path <path>\`.
- connection refused: nothing listens on the port, or only on 127.0.0.1.
- timeout: a firewall between balancer and target, or a busy target.

The probe does not follow redirects and sends no host header. Exempt its path from redirects to https and from sign-in.`,
  },
  {
    key: "balancer-timeouts",
    kind: "article",
    title: "504 after exactly 30 or 60 seconds",
    service: "Balancer",
    tags: ["504", "timeout", "upload", "export"],
    body: `A \`504\` that always comes after the same time is the idle timeout of the balancer, not the network.

\`hctl lb update <balancer> --idle-timeout 120\` raises it (up to 900 seconds) for new connections. Above two minutes, better designs are a background job with a download link, or an upload straight into a bucket with a signed address. The timeout of the application server must be longer than that of the balancer, else clients see \`502\`.`,
  },
  {
    key: "moving-a-domain",
    kind: "article",
    title: "Moving a domain to Halden DNS",
    service: "DNS",
    tags: ["nameserver", "registrar", "propagation"],
    body: `Records in our console count only when the registrar points to our name servers.

1. Enter all records first (also mail!).
2. At the registrar set \`NS ns1.halden.example\` and \`NS ns2.halden.example\`.
3. Wait: up to the old time to live, at most 24 hours in practice.

\`hctl dns check <domain>\` shows which name servers the world asks. If it is still the old provider, changes in our console have no effect yet.`,
  },
  {
    key: "certificates",
    kind: "article",
    title: "Certificates that stay pending or do not renew",
    service: "DNS",
    tags: ["certificate", "TLS", "ACME", "CAA"],
    body: `A managed certificate needs proof that the domain belongs to the customer.

- **Pending**: the record \`_acme-challenge.<domain> CNAME <number>.acme.halden.example\` is missing or sits in the wrong zone. It has to be created where the domain's name servers are. We look every ten minutes.
- **Renewal fails**: often a CAA record names another issuer. Add \`CAA 0 issue "ca.halden.example"\` beside it.
- Certificates renew 30 days before the end; after the first failure we write to the owners.

Registrars often append the domain by themselves: enter only the left part there.`,
  },
];

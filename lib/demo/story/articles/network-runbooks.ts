/** What to do, step by step, when a balancer, a path or a certificate fails. */
import type { StoryArticle } from "../model";

export const networkRunbooks: StoryArticle[] = [
  {
    key: "runbook-targets-down",
    kind: "runbook",
    title: "LoadBalancerTargetsDown",
    service: "Balancer",
    tags: ["alert", "502", "targets", "balancer"],
    body: `## Meaning
Fewer targets of a load balancer have been healthy for 3 minutes than it needs.

## Impact
With none healthy every request gets 502. With some, it is slow and the rest may follow.

## Diagnosis
    hctl lb health <balancer>

Look at the answer of the probe: connection refused (nothing listens), 404 or 301 (path), timeout (firewall or load). Is a rollout in progress? Do other balancers in the same host group show errors?

## Mitigation
- Rollout in progress: watch for ten minutes before contacting the customer.
- Connection refused: the application has to be started; tell the customer which port.
- Wrong path: \`hctl lb probe set <balancer> --path <path>\` by the customer.
- Enterprise customers: tell the lead and contact the customer at once.`,
  },
  {
    key: "runbook-path-blocked",
    kind: "runbook",
    title: "Private path blocked",
    service: "Network",
    tags: ["firewall", "route", "peering"],
    body: `## Meaning
Two addresses inside private networks cannot talk.

## Impact
Depends on what runs over it; replication and payment paths are urgent.

## Diagnosis
    hctl net path --from <source> --to <destination> --port <port>

Read the first stop: firewall rule set, route table or peering.

## Mitigation
- Rule set: the customer adds the source, better by label.
- Route: the customer adds it to the table that is named.
- Peering not active: the owner of the **other** network accepts it: \`hctl net peering accept <peering>\`. A peering that was deleted and made again has a new id and must be accepted again.`,
  },
  {
    key: "runbook-certificate-pending",
    kind: "runbook",
    title: "Managed certificate pending or not renewed",
    service: "DNS",
    tags: ["certificate", "TLS", "ACME"],
    body: `## Meaning
The authority could not prove the domain, or may not issue for it.

## Impact
Browsers warn as soon as the old certificate ends; a new domain has none at all.

## Diagnosis
    hctl dns check <domain>

Missing validation record, name servers elsewhere, or a CAA record for another issuer.

## Mitigation
Tell the customer the exact record and at which name server it has to stand. Force a look after they did: \`hctl dns retry <domain>\`. Less than two days left on the old one: urgent, tell the lead.`,
  },
];

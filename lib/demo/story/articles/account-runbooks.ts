/** What to do, step by step, with leaked keys, failing sign-ins and overdue capacity requests. */
import type { StoryArticle } from "../model";

export const accountRunbooks: StoryArticle[] = [
  {
    key: "runbook-leaked-key",
    kind: "runbook",
    title: "Access key leaked",
    service: "Identity",
    tags: ["security", "key", "leak", "incident"],
    body: `## Meaning
An access key has become public or is believed to be.

## Impact
Anybody may act with its roles until it is disabled. Bots try public keys within minutes.

## Diagnosis
    hctl audit list --project <project> --action apikey.use --since 24h

Addresses and actions that are not the customer's.

## Mitigation
1. Page security on-call at once; they lead, support assists.
2. The customer makes a second key, moves the jobs, then disables the first: \`hctl iam key disable <key>\`. Disabling at once stops the jobs; the customer decides.
3. Say nothing about use or non-use before security has looked.`,
  },
  {
    key: "runbook-login-failures",
    kind: "runbook",
    title: "Many failed sign-ins in one project",
    service: "Identity",
    tags: ["login", "SSO", "MFA"],
    body: `## Meaning
Sign-ins fail for one person or for everybody.

## Impact
One person: locked out. Everybody: the customer cannot operate, treat as urgent.

## Diagnosis
    hctl audit list --project <project> --action login.failed --since 24h

Count, last account, address and detail.

## Mitigation
second_factor_unknown: recovery code or another owner, see "A second factor is lost". signing_certificate_expired: new metadata by the break-glass account. assertion_expired: clocks. Unknown addresses: hand over to the lead.`,
  },
  {
    key: "runbook-capacity-request",
    kind: "runbook",
    title: "Capacity request without an answer",
    service: "Billing",
    tags: ["quota", "GPU", "capacity"],
    body: `## Meaning
A quota increase has been with the capacity team for longer than its review time.

## Impact
The customer plans around a promise.

## Diagnosis
    hctl quota requests --project <project>

State, reviewer, alternative regions.

## Mitigation
Ask the reviewer for a date, offer what is possible today and the alternative region. Write to the customer on the promised day also without a decision. Two days over: the lead calls.`,
  },
];

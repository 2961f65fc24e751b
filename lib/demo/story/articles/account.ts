/** What the team knows about quotas, permissions, sign-in, invoices and requests that are not support's to answer. */
import type { StoryArticle } from "../model";

export const accountArticles: StoryArticle[] = [
  {
    key: "quota-increases",
    kind: "article",
    title: "Raising a quota",
    service: "Compute",
    tags: ["quota", "limit", "vCPU", "public IP", "SSD"],
    body: `Every project starts with modest limits per region, so that a leaked key or a runaway script cannot cost a fortune.

## What we need to know
- the project id
- the region
- the **total** number wanted, not the difference

## What happens
1. Look up limit, use and capacity: \`hctl quota show --project <project> --region <region>\`.
2. If the region has capacity, support raises the limit at once. It is active within 15 minutes; nothing has to be restarted.
3. If the region is short of that resource, the request goes to the capacity team, who need one to three business days.

Error texts that mean a quota: \`QUOTA_EXCEEDED\`, \`429\` on create, "quota reached" in the console. Jobs that failed meanwhile are not started again by the platform.`,
  },
  {
    key: "gpu-capacity",
    kind: "article",
    title: "GPU capacity and waiting times",
    service: "Compute",
    tags: ["GPU", "quota", "capacity"],
    body: `GPUs are scarce, and in most regions an increase goes through the capacity team even for small numbers.

- Review takes 1 business day in \`ash-2\`, about 2 in \`fra-1\`, \`nor-1\` and \`sgp-1\`.
- A request with an alternative region or a start date is decided faster.
- A raised quota is permission, not a reservation. For a fixed date, a reservation is needed: \`hctl compute reserve --type g2.l4x1 --count <n> --from <date>\`.

Tell the customer the limit, the use and the time the review takes; promise word, not the result.`,
  },
  {
    key: "smallest-role",
    kind: "article",
    title: "Finding the smallest role for a denied call",
    service: "Identity",
    tags: ["IAM", "permission denied", "roles"],
    body: `\`PERMISSION_DENIED\` names the permission the call needed. A role is a bundle of permissions.

1. \`hctl iam show --project <project> --principal <account>\` prints roles, the last denied permission and the smallest role that contains it.
2. A project **owner** grants it: \`hctl iam grant <role> --project <project> --principal <account>\`.
3. It is active within two minutes.

Common cases: uploads need \`objects.editor\`, secrets \`secrets.reader\`, log exports \`logs.reader\`, start and restart \`compute.operator\`. Support never grants roles on behalf of a customer. A grant may have an end date (\`--for 30d\`); a lapsed grant looks like a missing role.`,
  },
  {
    key: "organisation-policies",
    kind: "article",
    title: "Why even an owner can be denied",
    service: "Identity",
    tags: ["IAM", "organisation policy", "denied"],
    body: `Organisation policies stand above project roles. If one forbids an action, nobody in the project can do it, owners included.

- The error is the same \`PERMISSION_DENIED\`; only the look-up shows \`organisation_deny\` and the name of the policy.
- Exceptions are made by an organisation administrator of the customer: \`hctl org policy exempt <policy> --project <project>\`.
- Frequent ones: \`no-public-addresses\`, \`encrypted-buckets-only\`, \`regions-eu-only\`.

We do not argue about whether the policy is sensible; the customer's security team set it.`,
  },
  {
    key: "lost-second-factor",
    kind: "article",
    title: "A second factor is lost",
    service: "Identity",
    tags: ["MFA", "2FA", "authenticator", "locked out", "phone"],
    body: `Support may **not** reset a second factor on an e-mail alone, however urgent it sounds.

## Ways back in
1. A recovery code, printed when the second factor was set up.
2. Another owner of the project confirms: Identity > Users > Reset second factor.
3. A single owner without codes: identity check by registered letter, 3 to 5 business days. The lead starts it.

Look at failed sign-ins first (\`hctl audit list --action login.failed\`): account, time and address tell whether the person asking is the person failing. If address or account do not fit, hand over to the lead as a possible take-over attempt.`,
  },
  {
    key: "sso-troubleshooting",
    kind: "article",
    title: "Single sign-on stops working",
    service: "Identity",
    tags: ["SSO", "SAML", "certificate", "clock"],
    body: `Three causes explain nearly everything.

| the log says | cause | cure |
|---|---|---|
| \`signing_certificate_expired\` | the identity provider's certificate ran out | new certificate there, upload metadata under Identity > Single sign-on > Replace metadata |
| \`assertion_expired\` | a clock is wrong by more than 60 seconds | compare every node with \`chronyc tracking\` |
| \`audience_mismatch\` | wrong entity id after a copy of the settings | copy the entity id from our page |

An owner with a password (break-glass account) can sign in without single sign-on. Notify before expiry can be set to 30 days.`,
  },
  {
    key: "reading-an-invoice",
    kind: "article",
    title: "Why an invoice is higher than expected",
    service: "Billing",
    tags: ["invoice", "cost", "usage", "budget"],
    body: `1. Look up the invoice: amount, the one before, the item that grew most.
2. Say these three to the customer, and where to see it by day: Billing > Usage, grouped by item.
3. Offer the budget alert: \`hctl billing alert set --monthly <amount>\`.

Items that grow quietly: snapshots that a script creates and nobody deletes, egress to a partner, public addresses that are reserved and not used, volumes without an instance. Traffic inside one region over the internal endpoint is free. Goodwill credits are the lead's decision.`,
  },
  {
    key: "refunds-and-failed-payments",
    kind: "article",
    title: "Refunds, credits and refused payments",
    service: "Billing",
    tags: ["refund", "charged twice", "credit", "payment"],
    body: `- **Charged twice**: apologise, start the refund at once. It arrives within 5 business days by the same means of payment. The invoice stays paid.
- **Payment refused**: nothing is switched off for 14 days. Check the card under Billing > Payment methods, then Pay now. After 14 days new resources cannot be created; after 30 the lead decides.
- **Credit missing**: credits are applied before tax when the invoice is made. One that was not is corrected, and the customer gets a new version by e-mail.`,
  },
  {
    key: "legal-and-security-requests",
    kind: "article",
    title: "Requests that support does not answer itself",
    service: "Identity",
    tags: ["GDPR", "legal", "security", "hand over", "contract"],
    body: `Some mails look like tickets and are not.

| request | goes to | answer within |
|---|---|---|
| data subject rights, processing agreement, subpoena | privacy desk | 1 business day, receipt only |
| leaked key, intrusion, vulnerability | security on-call, at once | 30 minutes |
| termination, compensation, contract terms | account manager and lead | same day |
| prices for large commitments, roadmap | sales | 1 business day |

Support confirms receipt in its own words, promises nothing, sets the ticket on hold and hands it over with what is known.`,
  },
];

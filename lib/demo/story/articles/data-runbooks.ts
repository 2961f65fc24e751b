/** What to do, step by step, when a database, a volume or a bucket is in trouble. */
import type { StoryArticle } from "../model";

export const dataRunbooks: StoryArticle[] = [
  {
    key: "runbook-replica-lag",
    kind: "runbook",
    title: "PostgresReplicaLagHigh",
    service: "Postgres",
    tags: ["alert", "replica", "lag"],
    body: `## Meaning
A read replica has been more than 300 seconds behind for 10 minutes.

## Impact
Reads from the replica are old. The primary and the standby for failover are not affected.

## Diagnosis
    hctl pg status <instance>
    hctl pg queries list <instance> --replica

Usually one long query or a forgotten transaction on the replica holds back the replay; else a flood of writes.

## Mitigation
- Wait 30 minutes when the query is a known report.
- The customer may end it: \`hctl pg queries cancel <instance> --replica --client <client>\`.
- Repeated: propose a second replica for reports.`,
  },
  {
    key: "runbook-connections-exhausted",
    kind: "runbook",
    title: "Postgres connections exhausted",
    service: "Postgres",
    tags: ["connections", "too many clients"],
    body: `## Meaning
An instance uses all but its reserved connections.

## Impact
New connections are refused; the application fails in parts or whole.

## Diagnosis
    hctl pg status <instance>

Connections, limit, and the client that holds most of them.

## Mitigation
Close idle ones (\`hctl pg connections kill <instance> --idle-for 10m\`), then move the busiest client to the pooler on port 6432. Do not raise the limit first.`,
  },
  {
    key: "runbook-disk-full",
    kind: "runbook",
    title: "Postgres disk full, instance read-only",
    service: "Postgres",
    tags: ["disk", "read-only", "space"],
    body: `## Meaning
Disk above 95 percent: the platform makes the instance read-only to protect the data.

## Impact
Writes fail with "cannot execute INSERT in a read-only transaction" or "No space left on device". No data is lost.

## Diagnosis
    hctl pg status <instance>

Compare size and use; look for a replication slot nobody reads (\`hctl pg slots <instance>\`).

## Mitigation
Enlarge online: \`hctl pg resize <instance> --disk <GB>\`; writes are back within a minute. Then offer \`--autogrow\` with a ceiling. Disks cannot shrink.`,
  },
  {
    key: "runbook-failover",
    kind: "runbook",
    title: "Postgres failed over",
    service: "Postgres",
    tags: ["failover", "standby"],
    body: `## Meaning
The standby took over as primary.

## Impact
20 to 60 seconds without connections, open transactions rolled back, nothing committed lost.

## Diagnosis
    hctl pg status <instance>
    hctl pg events <instance> --since 2h

Planned (maintenance window), asked for, or a failed host? Is a new standby in sync?

## Mitigation
Tell the customer time, effect and that nothing committed is lost; promise the cause. Ask the database team for it. Without a standby in sync within 30 minutes: page the database on-call.`,
  },
  {
    key: "runbook-volume-stuck",
    kind: "runbook",
    title: "Volume stuck detaching",
    service: "Volumes",
    tags: ["volume", "detach", "stuck"],
    body: `## Meaning
The guest still holds the file system, or the lock of the volume was not released.

## Impact
The volume cannot be attached elsewhere. Data already written is safe.

## Diagnosis
    hctl volume show <volume>

How long, and attached to which instance?

## Mitigation
1. The customer unmounts inside the guest or stops the instance.
2. Not available ten minutes later: release with the storage on-call, who check the journal first.
3. Never release while the instance runs and writes: two writers destroy the file system.`,
  },
  {
    key: "runbook-bucket-denied",
    kind: "runbook",
    title: "Bucket answers 403",
    service: "Objects",
    tags: ["403", "AccessDenied", "bucket"],
    body: `## Meaning
The bucket policy or the roles refuse a request.

## Impact
Uploads or reads of one application fail.

## Diagnosis
    hctl objects policy explain <bucket>

A named statement means policy; none means roles.

## Mitigation
Name the statement and what would satisfy it. Prefer changing the client (encryption, network) to weakening the policy. The customer edits: \`hctl objects policy edit <bucket>\`.`,
  },
];

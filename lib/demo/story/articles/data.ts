/** What the team knows about buckets, volumes and managed Postgres. */
import type { StoryArticle } from "../model";

export const dataArticles: StoryArticle[] = [
  {
    key: "bucket-policy-or-role",
    kind: "article",
    title: "403 from a bucket: policy or role?",
    service: "Objects",
    tags: ["403", "AccessDenied", "bucket policy"],
    body: `A request must pass both: the roles of the account **and** the policy of the bucket. A deny in the bucket policy wins over any role.

\`hctl objects policy explain <bucket>\` names the statement that decides.

- \`DenyOutsideNetwork\`: the client's network is not on the list.
- \`DenyUnencryptedPut\`: the upload does not ask for encryption; add \`--encrypt project-key\`. Do not weaken the policy for this.
- \`AllowOfficeOnly\`: the office has a new address.

If no statement denies, it is a missing role: see "Finding the smallest role".`,
  },
  {
    key: "lifecycle-and-undelete",
    kind: "article",
    title: "Objects that vanish: lifecycle rules and undelete",
    service: "Objects",
    tags: ["lifecycle", "deleted", "undelete", "versions"],
    body: `Nobody deleted them? Then a lifecycle rule did. \`hctl objects lifecycle list <bucket>\` shows rules and days.

1. Disable first: \`hctl objects lifecycle disable <bucket> <rule>\`.
2. Bring back: \`hctl objects undelete <bucket> --since 7d\`. Removed versions are kept for 7 days, longer only with versioning.
3. What is older is gone. Say so plainly.

Rules apply to the whole bucket unless they have a prefix. Templates from the internet often have none.`,
  },
  {
    key: "fast-uploads",
    kind: "article",
    title: "Slow uploads and the region of a bucket",
    service: "Objects",
    tags: ["slow", "upload", "region", "multipart"],
    body: `Compare the region of the bucket with that of the client. Across the world one connection gives 1 to 2 MB/s whatever the line.

- \`--parallel 16 --part-size 64M\` uses many connections.
- A bucket cannot be moved. \`hctl objects replicate <bucket> --to <new bucket>\` copies into one close by; then switch the name in the application.
- Same region and still slow: check the instance type, small ones have a network limit of 500 Mbit/s.`,
  },
  {
    key: "volume-limits",
    kind: "article",
    title: "Volume performance: IOPS and what throttling looks like",
    service: "Volumes",
    tags: ["IOPS", "latency", "throttled", "iowait"],
    body: `A volume has a limit of IOPS. What exceeds it waits; latency jumps from 1–2 ms to over 100 ms while the disk "is 100 % busy".

- \`hctl volume show <volume>\` prints limit and peak. Peak equal to limit means throttled.
- Raise it online: \`hctl volume update <volume> --iops <number>\`, up to 10 IOPS per GB. The price follows the number.
- Peaks at certain hours only can be cheaper to spread than to pay for.`,
  },
  {
    key: "connection-pooler",
    kind: "article",
    title: "Too many clients: use the pooler",
    service: "Postgres",
    tags: ["connections", "pooler", "too many clients"],
    body: `\`FATAL: sorry, too many clients already\` or "remaining connection slots are reserved": all connections are taken.

1. Air now: \`hctl pg connections kill <instance> --idle-for 10m\`.
2. For good: the built-in pooler, same host, port **6432**, transaction mode. Protocol-level prepared statements work; LISTEN, session advisory locks and SET without LOCAL need port 5432.
3. A higher limit costs about 10 MB of memory per connection and rarely helps.`,
  },
  {
    key: "what-a-failover-does",
    kind: "article",
    title: "What applications see during a failover",
    service: "Postgres",
    tags: ["failover", "standby", "availability"],
    body: `The standby is synchronous: no committed transaction is lost. Open transactions are rolled back. The name stays, the address behind it changes; the whole thing takes 20 to 60 seconds.

Applications should reconnect with a back-off and repeat what was rolled back. Clients that cache addresses (old JVM settings, some proxies) have to be restarted. Causes: failed host, minor version update in the maintenance window, or a failover asked for by the customer.`,
  },
];

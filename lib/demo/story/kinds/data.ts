/** Kinds of case about databases, volumes and buckets. */

import { idOf, since, workload } from "./cloud";
import type { Found, RequestKind } from "./model";

export const dataKinds: RequestKind[] = [
  {
    key: "postgres",
    queue: "data",
    category: "postgres",
    service: "Postgres",
    priority: "high",
    weight: 5,
    usual: ["connections_exhausted", "disk_full", "replica_lagging"],
    facts: (dice, { key }) => ({
      instance: `pg-${key.slice(0, 8)}-${workload(dice)}`,
      app: workload(dice),
      since: since(dice),
    }),
    subjects: [
      "{Database|Postgres} $instance {in trouble|does not answer well|has problems}",
      "$app {fails|throws errors} {on|with} the database",
      "{Errors|Timeouts} from $instance",
    ],
    told: [
      "{since|Since} $since $app {gets errors|fails} {on nearly every query|every few seconds}, database is $instance. {What do you see?|Can you check it?}",
      "{Our|The} service $app {cannot write|hangs} {on|with} $instance {since|, it started} $since. {Is it the disk or the connections?|What is going on there?}",
      "$instance {looks unhealthy|is not well}: $app {throws|logs} errors since $since. {Please have a look.|Any idea?}",
    ],
    untold: [
      "{Our|The} Postgres {does not take|refuses} {new connections|writes} since $since, $app is {down|failing}. {Please help.|Can you check?}",
      "{Database|DB} errors in $app since $since. {We changed nothing.|No deployment on our side.}",
    ],
    ask: "Hello, gladly. Please send me the id of the database instance; it starts with pg- and stands in the console under Postgres.",
    given: ["{It is|The id is|That would be} $instance{.|}", "$instance"],
    lookUp: ({ instance }) => ({ tool: "get_db_status", arguments: { instance } }),
    answer: (found, { instance }) => databaseAnswer(found, instance ?? ""),
    questions: [
      [
        "Does that interrupt connections that are open?",
        "No, what is open stays open; only new connections notice it.",
      ],
      ["Will this cost us more?", "Only a larger disk does, by the GB; everything else is included."],
    ],
  },
  {
    key: "volume",
    queue: "data",
    category: "block_storage",
    service: "Volumes",
    priority: "normal",
    weight: 4,
    usual: ["stuck_detach", "throttled"],
    facts: (dice) => ({ volume: idOf("vol", 6, dice), app: workload(dice), since: since(dice) }),
    subjects: [
      "{Volume|Disk} $volume {is slow|does not detach|hangs}",
      "{Problem|Trouble} with {a disk|$volume}",
      "$app {slow on disk|waits for its disk}",
    ],
    told: [
      "$volume {behaves oddly|is not usable|makes trouble} since $since, $app {waits for it|cannot start}. {What state is it in?|Can you see why?}",
      "{Hello, we|We} {need|want} $volume {back|working} for $app{, |: }{it hangs|nothing moves} since $since.",
    ],
    untold: [
      "{One of our volumes|A disk} {is very slow|will not detach} since $since. $app {suffers|is waiting}. {Is there a limit?|Can you release it?}",
      "disk trouble since $since, $app {crawls|stands still}",
    ],
    ask: "Hello, I will look at the disk. Please send me the id of the volume; it starts with vol- and stands in the console under Volumes.",
    given: ["$volume", "{Sure, it|It} is $volume."],
    lookUp: ({ volume }) => ({ tool: "describe_volume", arguments: { volume } }),
    answer: (found, { volume }) => volumeAnswer(found, volume ?? ""),
    questions: [
      ["Can data be lost by that?", "No, what was written stays on the volume."],
      [
        "Is there a way to be told earlier?",
        "Yes, an alert on queue length under Volumes > Monitoring; 10 is a good value.",
      ],
    ],
  },
  {
    key: "bucket",
    queue: "data",
    category: "object_storage",
    service: "Objects",
    priority: "normal",
    weight: 4,
    usual: ["policy_denies", "lifecycle_deletes"],
    facts: (dice, { key }) => ({
      bucket: `${key.slice(0, 8)}-${workload(dice)}-${dice.between(2, 99)}`,
      since: since(dice),
      app: workload(dice),
    }),
    subjects: [
      "{Bucket|Objects in} $bucket",
      "{403|Errors|Missing files} on $bucket",
      "{Uploads|Downloads} of $app {fail|do not work}",
    ],
    told: [
      "{Since|It began} $since{, our|: our} $app job {has trouble|does not work} with bucket $bucket. {What is wrong there?|Can you look at its settings?}",
      "{Requests to|Reads from} $bucket {fail|are not as they were} since $since. {Nobody touched it.|No change by us.}",
    ],
    untold: [
      "{Our object storage|One of our buckets} {misbehaves|gives errors} since $since, $app {cannot go on|is blocked}.",
      "{files are gone|uploads fail} since $since, please check",
    ],
    ask: "Hello, I will look at it. Please send me the name of the bucket and tell me where the uploads come from (city or region).",
    given: [
      "{The bucket is|It is} $bucket, {uploads come from|we upload from} {Oslo|Frankfurt|Singapore|our office in Lyon}.",
      "$bucket, from {fra-1|nor-1|Hamburg}",
    ],
    lookUp: ({ bucket }) => ({ tool: "get_bucket_policy", arguments: { bucket } }),
    answer: (found, { bucket }) => bucketAnswer(found, bucket ?? ""),
    questions: [
      ["Who can change that on our side?", "Whoever has objects.admin on the project; owners have it."],
      ["How long does it take until it works?", "Within a minute; clients do not have to be restarted."],
    ],
  },
];

function databaseAnswer(found: Found, instance: string): string {
  const of = (name: string) => String(found[name]);
  switch (found.finding) {
    case "connections_exhausted":
      return `Hello, ${instance} has ${of("connections")} of ${of("max_connections")} connections in use; most of them belong to ${of("busiest_client")}. A higher limit would only cost memory, so please connect through the built-in pooler instead: same host, port 6432, nothing else changes.`;
    case "disk_full":
      return `Hello, the disk of ${instance} is ${of("disk_used_percent")} percent full (of ${of("disk_gb")} GB), and at 95 percent the platform makes it read-only to protect the data. Nothing is lost. Please enlarge it with \`hctl pg resize ${instance} --disk <GB>\`; this works online and writes come back within a minute. Disks can grow but not shrink.`;
    case "replica_lagging":
      return `Hello, the replica of ${instance} is ${of("replica_lag_seconds")} seconds behind; a long query of ${of("busiest_client")} on the replica holds back the replay. You can end it with \`hctl pg queries cancel ${instance} --replica --client ${of("busiest_client")}\`; the lag then goes away within minutes. For reports of that length a second replica is the quiet solution.`;
    case "failed_over":
      return `Hello, ${instance} failed over to its standby ${of("failover_minutes_ago")} minutes ago and is healthy again. The standby is synchronous, so no committed transaction was lost; open transactions were rolled back and have to be repeated by the application.`;
    default:
      return `Hello, ${instance} is healthy: ${of("connections")} of ${of("max_connections")} connections, disk at ${of("disk_used_percent")} percent, no replica lag. Please send me the exact error and its time, then I look into the log of that minute.`;
  }
}

function volumeAnswer(found: Found, volume: string): string {
  const of = (name: string) => String(found[name]);
  switch (found.finding) {
    case "stuck_detach":
      return `Hello, ${volume} has been detaching from ${of("attached_to")} for ${of("minutes_in_state")} minutes, because the guest still holds the file system. Please unmount it inside ${of("attached_to")} (\`umount -l <mount point>\`); if the instance does not answer, stop it. If the volume is not available ten minutes after that, tell me and I release it from our side; data already written is safe.`;
    case "throttled":
      return `Hello, ${volume} reaches its limit of ${of("iops_limit")} IOPS, and what comes beyond waits in the queue; that is the latency you see. You can raise the limit online with \`hctl volume update ${volume} --iops <number>\`; up to 10 IOPS per GB are possible and the price follows the number. The storage itself is healthy.`;
    default:
      return `Hello, ${volume} is attached to ${of("attached_to")} and healthy; it peaks at ${of("iops_peak")} of ${of("iops_limit")} IOPS. So the disk is not what slows you down; please look at memory and swap of the instance first.`;
  }
}

function bucketAnswer(found: Found, bucket: string): string {
  const of = (name: string) => String(found[name]);
  switch (found.finding) {
    case "policy_denies":
      return `Hello, the 403 on ${bucket} comes from its own bucket policy, not from roles: statement ${of("statement")} refuses the request. A deny in the bucket policy wins over any role. Please adjust that statement (\`hctl objects policy edit ${bucket}\`), for example by adding the new client to its exceptions; it applies within a minute.`;
    case "lifecycle_deletes":
      return `Hello, nobody deleted them by hand: bucket ${bucket} has the lifecycle rule ${of("lifecycle_rule")}, which removes every object ${of("lifecycle_days")} days after its upload. Please switch it off first with \`hctl objects lifecycle disable ${bucket} ${of("lifecycle_rule")}\`. Versions of removed objects are kept for 7 more days; \`hctl objects undelete ${bucket}\` brings them back.`;
    case "client_far_away":
      return `Hello, bucket ${bucket} lies in ${of("region")} and your uploads come from ${of("client_region")}, so each part crosses half the world. A bucket cannot be moved, but \`hctl objects replicate ${bucket} --to <new bucket>\` copies everything into a new one close to you.`;
    default:
      return `Hello, the policy of ${bucket} permits the request and no lifecycle rule removes anything, so it is not the bucket. Please send me one request id (header x-request-id), then I follow that request.`;
  }
}

/** Looks an installation over and says in plain words what is well, what is not, and what to do about it. */
import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { sql } from "drizzle-orm";
import { openPool } from "#db/client";
import { isMended } from "#db/mend-driver";
import type { Ctx } from "#lib/platform/context";
import { systemCtx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { connectionRoom, connectionsOf } from "#lib/postgres/connections";
import { age, type Finding, type Level } from "./finding";

const gigabyte = 1_000_000_000;
const oldestNode = [20, 9] as const;
const oldestPostgres = 15;

/** What does not need a database: the program, its packages, the settings and the disk. */
export function lookAtMachine(): Finding[] {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isNew = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  const found = [
    finding(
      isNew ? "well" : "wrong",
      "Node",
      `${process.versions.node}${isNew ? "" : "; 20.9 or newer is needed"}`,
    ),
    isMended()
      ? finding("well", "Packages", "the database driver is the mended one")
      : finding("wrong", "Packages", "the database driver is not mended: run npm install, with its scripts"),
  ];
  try {
    const { VIGIL_DATA_DIR, VIGIL_SECRET, VIGIL_URL, HOST } = env();
    found.push(diskFinding(existsSync(VIGIL_DATA_DIR) ? VIGIL_DATA_DIR : "."), folderFinding(VIGIL_DATA_DIR));
    const hasKey = VIGIL_SECRET !== undefined || existsSync(`${VIGIL_DATA_DIR}/secret`);
    found.push(
      hasKey
        ? finding("well", "Key", VIGIL_SECRET ? "from VIGIL_SECRET" : `kept in ${VIGIL_DATA_DIR}`)
        : finding("hint", "Key", "none yet; it is made at the first start"),
    );
    if (HOST !== "127.0.0.1" && HOST !== "localhost" && !VIGIL_URL?.startsWith("https://"))
      found.push(
        finding(
          "hint",
          "Address",
          "others can reach the desk without TLS: set VIGIL_URL to its https address",
        ),
      );
  } catch (error) {
    found.push(finding("wrong", "Settings", error instanceof Error ? error.message : String(error)));
  }
  return found;
}

function diskFinding(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = (bavail * bsize) / gigabyte;
  const words = `${free.toFixed(1)} GB free where the data lie`;
  if (free < 0.5) return finding("wrong", "Disk", `${words}: make room, or nothing can be kept`);
  return finding(free < 5 ? "hint" : "well", "Disk", words);
}

/** The data folder, or the nearest of those it would be made in, has to be a folder this user may write to. */
function folderFinding(folder: string): Finding {
  let at = resolve(folder);
  while (!existsSync(at)) at = dirname(at);
  try {
    accessSync(at, constants.W_OK);
    if (statSync(at).isDirectory()) return finding("well", "Data folder", resolve(folder));
  } catch {
    // Said below.
  }
  const lost = "the head of the audit trail and its time stamps are not kept";
  return finding("wrong", "Data folder", `${resolve(folder)} cannot be written: ${lost}; set VIGIL_DATA_DIR`);
}

/** What the database tells: its version and limits, the clock, the worker, learning, and what comes in and goes out. */
export async function lookAtDatabase(url: string): Promise<Finding[]> {
  const pool = openPool(url, 1);
  try {
    const ctx = systemCtx("doctor", pool.db);
    const [server, work, traffic] = [
      await serverFindings(ctx, url),
      await workFindings(ctx),
      await trafficFindings(ctx),
    ];
    return [...server, ...work, ...traffic];
  } finally {
    await pool.sql.end({ timeout: 1 });
  }
}

async function serverFindings({ db }: Ctx, url: string): Promise<Finding[]> {
  const before = Date.now();
  const [row] = await db.execute<{
    version: string;
    now: number;
    bytes: number;
    vector: boolean;
    fsync: string;
  }>(sql`
    select current_setting('server_version') as version, extract(epoch from clock_timestamp())::float8 * 1000 as now,
      pg_database_size(current_database())::float8 as bytes, current_setting('fsync') as fsync,
      exists (select from pg_extension where extname = 'vector') as vector`);
  const version = row?.version ?? "0";
  const skew = Math.round(Math.abs((row?.now ?? before) - (before + Date.now()) / 2) / 1_000);
  const { DATABASE_POOL } = env();
  const { limit, taken } = await connectionRoom(url);
  const needed = connectionsOf("web", DATABASE_POOL) + connectionsOf("worker", DATABASE_POOL);
  return [
    finding(
      Number.parseInt(version, 10) >= oldestPostgres ? "well" : "hint",
      "Database",
      `Postgres ${version}, ${((row?.bytes ?? 0) / gigabyte).toFixed(2)} GB${row?.vector ? ", with pgvector" : ""}`,
    ),
    ...(row?.fsync === "off"
      ? [finding("wrong", "Database", "fsync is off: a power cut loses what was acknowledged")]
      : []),
    needed <= limit
      ? finding(
          "well",
          "Connections",
          `${limit} allowed, ${taken} open; one web and one worker take up to ${needed}`,
        )
      : finding(
          "wrong",
          "Connections",
          `${limit} allowed; one web and one worker take up to ${needed}: raise max_connections or lower DATABASE_POOL`,
        ),
    skew <= 5
      ? finding("well", "Clock", "this machine and the database agree")
      : finding(
          "wrong",
          "Clock",
          `this machine and the database are ${skew} s apart: set up time synchronisation`,
        ),
  ];
}

async function workFindings({ db }: Ctx): Promise<Finding[]> {
  const [row] = await db.execute<Record<string, number | null>>(sql`
    select (select count(*)::int from executor where seen_at > clock_timestamp() - interval '5 seconds') as workers,
      (select extract(epoch from clock_timestamp() - max(seen_at))::float8 from executor) as silent,
      (select count(*)::int from dbos.workflow_status where status in ('ENQUEUED', 'PENDING')) as waiting,
      (select max(extract(epoch from clock_timestamp()) - created_at / 1000.0)::float8 from dbos.workflow_status
        where status = 'ENQUEUED' and queue_name = 'ticket') as oldest,
      (select count(*)::int from agent_run where outcome = 'failed' and at > now() - interval '1 day') as failed,
      (select extract(epoch from clock_timestamp() - max(updated_at))::float8 from learned_state) as learnt,
      (select count(*)::int from dbos.workflow_status where status = 'ENQUEUED' and queue_name = 'learning') as "toLearn"`);
  const told = {
    workers: 0,
    waiting: 0,
    failed: 0,
    toLearn: 0,
    silent: null,
    oldest: null,
    learnt: null,
    ...row,
  };
  const found = [
    told.workers > 0
      ? finding("well", "Worker", `${told.workers} alive`)
      : finding(
          "wrong",
          "Worker",
          `none is alive${told.silent === null ? "" : `; the last was heard of ${age(told.silent)} ago`}: run npm start or npm run worker`,
        ),
    (told.oldest ?? 0) > 60
      ? finding(
          "hint",
          "Queue",
          `${told.waiting} jobs wait, the oldest for ${age(told.oldest ?? 0)}: add a worker, or raise VIGIL_WORKER_CONCURRENCY`,
        )
      : finding("well", "Queue", `${told.waiting} jobs wait`),
    told.learnt === null
      ? finding("hint", "Learning", "nothing was learnt yet: it begins with the first closed ticket")
      : finding(
          (told.toLearn ?? 0) > 1_000 ? "hint" : "well",
          "Learning",
          `state saved ${age(told.learnt)} ago, ${told.toLearn} training examples wait`,
        ),
  ];
  if ((told.failed ?? 0) > 0)
    found.push(
      finding("hint", "Agent runs", `${told.failed} failed in the last day: the worker's log says why`),
    );
  return found;
}

async function trafficFindings({ db }: Ctx): Promise<Finding[]> {
  const sources = await db.execute<{ name: string; enabled: boolean; last: number | null }>(sql`
    select connector.name, connector.enabled,
      extract(epoch from clock_timestamp() - (select max(at) from ticket_event where source = connector.id
        and id > (select coalesce(max(id), 0) - 200000 from ticket_event)))::float8 as last
    from connector order by connector.name limit 50`);
  const [row] = await db.execute<{ failed: number; late: number }>(sql`
    select count(*) filter (where status = 'failed')::int as failed,
      count(*) filter (where status in ('waiting', 'sending') and due_at < now() - interval '10 minutes')::int as late
    from delivery`);
  const stuck = (row?.failed ?? 0) + (row?.late ?? 0);
  return [
    ...sources.map(({ name, enabled, last }) =>
      finding(
        enabled ? "well" : "hint",
        `Connector ${name}`,
        `${enabled ? "" : "switched off; "}${last === null ? "nothing came by it lately" : `last delivery ${age(last)} ago`}`,
      ),
    ),
    stuck === 0
      ? finding("well", "Replies", "none is stuck")
      : finding(
          "hint",
          "Replies",
          `${row?.failed} could not be delivered, ${row?.late} are late: see the Undelivered view`,
        ),
  ];
}

function finding(level: Level, about: string, words: string): Finding {
  return { level, about, words };
}

/** Who does something, on which database, at what time: the first argument of every command and query. */
import { type SQL, sql } from "drizzle-orm";
import { type Database, database } from "#db/client";
import { sightOf } from "#db/sight";
import { AppError } from "./errors";
import type { JobSink } from "./jobs/model";
import { type Permission, proofMinutes, type Role, roleMay } from "./rules";

export type Actor =
  /** `provenAt`: when this session last proved who it is; left out where nobody is signed in with a session. */
  | { kind: "user"; id: string; name: string; role: Role; provenAt?: Date | null }
  /** Acts with the role of the person who made it, and only within its scopes. */
  | { kind: "api_key"; id: string; name: string; role: Role; scopes: readonly Permission[] }
  | { kind: "connector"; id: string; name: string }
  | { kind: "agent"; id: "agent"; name: "Vigil" }
  | { kind: "system"; id: string; name: string };

export type Ctx = {
  /** A connection pool, or the open transaction when inside one. */
  db: Database;
  actor: Actor;
  now: () => Date;
  /** Takes the jobs where nobody watches and no worker runs, as in a replay: they miss the durable queue, and nothing is announced. */
  unattended?: JobSink;
  /** Names what is asked for, so that a command does it once however often it is asked; see `once.ts`. */
  requestKey?: string;
};

/** Context of a signed-in person or an API key acting with a role. */
export function actorCtx(actor: Actor, db: Database = database()): Ctx {
  return { db, actor, now: () => new Date() };
}

/** Context of a background job; `job` names it in the audit trail. */
export function systemCtx(job: string, db: Database = database()): Ctx {
  return actorCtx({ kind: "system", id: job, name: job }, db);
}

/** Context of the agent itself. */
export function agentCtx(db: Database = database()): Ctx {
  return actorCtx({ kind: "agent", id: "agent", name: "Vigil" }, db);
}

/** What is to happen as each open transaction ends: rows to be written before it commits, calls to be made after. */
type Ending = { rows: Map<RowWriter<never>, unknown[]>; callbacks: Set<() => void> };
const endings = new WeakMap<Database, Ending>();
/** The pool each open transaction belongs to, and each sight of it. */
const pools = new WeakMap<Database, Database>();

/** How rows of one kind are written: the statement that inserts them all, and who hears what it returns. */
export type RowWriter<Row> = {
  insert: (rows: Row[]) => SQL;
  written?: (tx: Ctx, returned: Record<string, unknown>[]) => void;
};

/**
 * Runs `work` in one transaction; inside an open one it joins it. Never await a model call in here. What is changed must
 * fit together as a whole: a transaction sees all tickets, whatever the context may see outside of it.
 */
export async function withTransaction<T>(ctx: Ctx, work: (tx: Ctx) => Promise<T>): Promise<T> {
  if (isInTransaction(ctx)) return work(ctx);
  const ending: Ending = { rows: new Map(), callbacks: new Set() };
  const pool = poolOf(ctx);
  const result = await pool.transaction(async (db) => {
    endings.set(db, ending);
    pools.set(db, pool);
    const tx = { ...ctx, db };
    const made = await work(tx);
    await writeAll(tx, ending.rows);
    return made;
  });
  for (const callback of ending.callbacks) callback();
  return result;
}

/**
 * Writes rows nobody reads before the transaction has ended: all of one writer in order, and all writers with one statement,
 * just before the outermost transaction commits; at once outside of one. A writer is a constant, known by its identity.
 */
export async function writeAtEnd<Row>(ctx: Ctx, writer: RowWriter<Row>, rows: Row[]): Promise<void> {
  if (rows.length === 0) return;
  const gathered = endings.get(ctx.db)?.rows;
  if (!gathered) return writeAll(ctx, new Map([[writer, rows]]));
  const known = gathered.get(writer);
  if (known) known.push(...rows);
  else gathered.set(writer, [...rows]);
}

async function writeAll(tx: Ctx, rows: Ending["rows"]): Promise<void> {
  if (rows.size === 0) return;
  const parts = [...rows].map(([writer, all], place) => ({
    written: writer.written,
    name: sql.raw(`written_${place}`),
    insert: writer.insert(all as never[]),
  }));
  const [returned] = await tx.db.execute<Record<string, Record<string, unknown>[]>>(sql`
    with ${sql.join(
      parts.map(({ name, insert }) => sql`${name} as (${insert})`),
      sql`, `,
    )} select ${sql.join(
      parts.map(({ name, written }) =>
        written ? sql`(select json_agg(${name}) from ${name}) as ${name}` : sql`null as ${name}`,
      ),
      sql`, `,
    )}`);
  for (const [place, { written }] of parts.entries()) written?.(tx, returned?.[`written_${place}`] ?? []);
}

/**
 * Calls back once the outermost transaction has committed, at once outside of one, never after a rollback.
 * The same function given twice is called once. It must not throw.
 */
export function onCommit(ctx: Ctx, callback: () => void): void {
  const callbacks = endings.get(ctx.db)?.callbacks;
  if (callbacks) callbacks.add(callback);
  else callback();
}

/** The pool behind a context, the same inside a transaction and outside: what is kept per database is kept by it. */
export function poolOf({ db }: Ctx): Database {
  return pools.get(db) ?? db;
}

/** The context without the tickets of these queues: none of its queries tells of them. */
export function hiding(ctx: Ctx, queueIds: readonly number[]): Ctx {
  if (queueIds.length === 0) return ctx;
  if (isInTransaction(ctx)) throw new Error("Inside a transaction nothing can be hidden.");
  const pool = poolOf(ctx);
  const db = sightOf(pool, queueIds);
  pools.set(db, pool);
  return { ...ctx, db };
}

/** True when there are tickets that the context's queries leave out. */
export function isHiding(ctx: Ctx): boolean {
  return !isInTransaction(ctx) && poolOf(ctx) !== ctx.db;
}

/** True where an open transaction is joined. */
export function isInTransaction(ctx: Ctx): boolean {
  return "rollback" in ctx.db;
}

/**
 * Refuses people whose role, and API keys whose role or scopes, do not carry the permission. The agent,
 * connectors and jobs act by their own code paths only.
 */
export function authorise(ctx: Ctx, permission: Permission): void {
  const { actor } = ctx;
  if (actor.kind !== "user" && actor.kind !== "api_key") return;
  if (!roleMay(actor.role, permission))
    throw new AppError("forbidden", `Your role (${actor.role}) does not allow this.`, { permission });
  if (actor.kind === "api_key" && !actor.scopes.includes(permission))
    throw new AppError("forbidden", `This API key lacks the scope ${permission}.`, { permission });
}

/** Refuses a signed-in person who proved too long ago who they are. */
export function requireProof({ actor, now }: Ctx): void {
  if (actor.kind !== "user" || actor.provenAt === undefined) return;
  const age = now().getTime() - (actor.provenAt?.getTime() ?? 0);
  if (age <= proofMinutes * 60_000) return;
  throw new AppError("unproven", "Confirm that it is you: enter your password again.");
}

/** Refuses people and API keys: what is done belongs to a connector, the agent or a job. */
export function refusePeople(ctx: Ctx): void {
  if (ctx.actor.kind !== "user" && ctx.actor.kind !== "api_key") return;
  throw new AppError("forbidden", "Only Vigil itself may do this.");
}

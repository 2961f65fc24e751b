/** How many connections Vigil's processes may hold, and whether the server has that many for them. */
import postgres from "postgres";

/** Beside its pool: the web process listens and notifies; the worker's queue has its own connections too. */
const beside = { web: 2, worker: 14, cli: 2 } as const;

export type ProcessKind = keyof typeof beside;

/** The most connections a process of this kind opens, with a pool of `pool`. */
export function connectionsOf(kind: ProcessKind, pool: number): number {
  return pool + beside[kind];
}

export type ConnectionRoom = {
  /** What the server, the database and the role let us have at most. */
  limit: number;
  /** Connections others hold now. */
  taken: number;
};

/** Asks the server how many connections this sign-in may have, and how many others hold. */
export async function connectionRoom(url: string): Promise<ConnectionRoom> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, fetch_types: false, onnotice: () => {} });
  try {
    const [row] = await sql`
      select least(
          current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
            - coalesce(current_setting('reserved_connections', true), '0')::int,
          (select case when datconnlimit < 0 then 1000000 else datconnlimit end from pg_database
            where datname = current_database()),
          (select case when rolconnlimit < 0 then 1000000 else rolconnlimit end from pg_roles where rolname = current_user)
        ) as limit,
        (select count(*)::int - 1 from pg_stat_activity where backend_type = 'client backend') as taken`;
    return { limit: Number(row?.limit), taken: Number(row?.taken) };
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/**
 * Whether `needed` connections fit: null when they do, a sentence of warning when others leave too few at the moment.
 * Throws when they can never fit.
 */
export async function checkConnections(url: string, needed: number): Promise<string | null> {
  const { limit, taken } = await connectionRoom(url);
  const advice = "Raise max_connections on the server, or lower DATABASE_POOL.";
  if (needed > limit)
    throw new Error(
      `Vigil may need ${needed} connections here, and Postgres allows ${limit}. Nothing was changed. ${advice}`,
    );
  if (needed <= limit - taken) return null;
  return `Vigil may need ${needed} connections here; Postgres allows ${limit}, and others hold ${taken}. ${advice}`;
}

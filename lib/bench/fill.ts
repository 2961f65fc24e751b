/** Fills a database of its own with tickets and passages by the hundred thousand, in seconds. */
import type postgres from "postgres";
import { openPool } from "#db/client";
import { migrateDatabase } from "#db/migrate";
import { actorCtx, type Ctx } from "#lib/platform/context";
import { createDatabase } from "#lib/postgres/databases";
import { defineMadeUp } from "./words";

export type FilledDatabase = { ctx: Ctx; sql: postgres.Sql };

const analyst = { kind: "user", id: "analyst-1", name: "Analyst 1", role: "analyst" } as const;

/** Queues and people the tickets are spread over. */
export const queues = 8;
const analysts = 20;
const customers = 5_000;

/** Makes an empty database on the server, lends it to `work` in the name of an analyst, and closes it. */
export async function inFilledDatabase<T>(
  serverUrl: string,
  name: string,
  work: (database: FilledDatabase) => Promise<T>,
): Promise<T> {
  const url = await createDatabase(serverUrl, name);
  await migrateDatabase(url);
  const { db, sql } = openPool(url, 2);
  try {
    await defineMadeUp(sql);
    return await work({ ctx: actorCtx(analyst, db), sql });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Who the tickets belong to. */
export async function fillPeople(sql: postgres.Sql): Promise<void> {
  await sql`insert into "user" (id, name, email, role)
    select 'analyst-' || n, 'Analyst ' || n, 'analyst-' || n || '@bench.example', 'analyst' from generate_series(1, ${analysts}::int) n`;
  await sql`insert into queue (key, name) select 'queue-' || n, 'Queue ' || n from generate_series(1, ${queues}::int) n`;
  await sql`insert into customer (source, external_id, name, email, company)
    select 'bench', n, made_up(2), 'customer-' || n || '@bench.example', made_up(1) from generate_series(1, ${customers}::int) n`;
}

/**
 * Adds tickets number `from` to `to`: a minute apart, three in ten still active, a few with an open proposal,
 * each found by the words the product finds it by.
 */
export async function fillTickets(sql: postgres.Sql, from: number, to: number): Promise<void> {
  await withoutIndexes(sql, ["ticket", "ticket_search", "suggestion"], async (tx) => {
    await tx`
      insert into ticket (source, external_id, subject, snippet, status, priority, queue_id, assignee_id,
        customer_id, contact_id, agent_state, opened_at, last_event_at, last_customer_at, first_reply_at)
      select 'bench', n, subject, subject || ' ' || subject,
        case when luck < 0.5 then 'closed' when luck < 0.7 then 'solved' when luck < 0.8 then 'waiting'
          when luck < 0.95 then 'open' else 'new' end,
        (array['low', 'normal', 'normal', 'normal', 'high', 'urgent'])[1 + n % 6],
        1 + n % ${queues}::int, case when n % 3 > 0 then 'analyst-' || 1 + n % ${analysts}::int end,
        1 + n * 7 % ${customers}::int, 1 + n * 7 % ${customers}::int, case when luck > 0.98 then 'proposed' else 'none' end,
        opened, opened + random() * interval '3 days', opened, opened + interval '1 hour'
      from (
        select n, made_up(6 + 0 * n) as subject, random() as luck, now() - (2000000 - n) * interval '1 minute' as opened
        from generate_series(${from}::int, ${to}::int) n
      ) as drawn`;
    await tx`
      insert into ticket_search (ticket_id, words)
      select id, ticket_words(id) from ticket where external_id::int between ${from} and ${to}`;
    await tx`
      insert into suggestion (ticket_id, agent_run_id, kind, text, why, confidence, risk, propensity,
        pipeline_version, engine, model, up_to_event_id, created_at)
      select id, id, 'reply', snippet, 'bench', 0.8, 1, 1, 'bench', 'apprentice', 'bench', id, last_event_at
      from ticket where agent_state = 'proposed' and external_id::int between ${from} and ${to}`;
  });
  await sql`vacuum analyze ticket, ticket_search, suggestion, customer`;
}

/** Adds closed tickets' texts number `from` to `to`, of about a hundred words, and counts the terms anew. */
export async function fillPassages(sql: postgres.Sql, from: number, to: number): Promise<void> {
  await withoutIndexes(sql, ["passage", "term_frequency"], async (tx) => {
    await tx`
      insert into passage (kind, ref, title, body, terms, updated_at)
      select 'ticket', n, title, body,
        array_to_tsvector(array(select distinct unnest(string_to_array(title || ' ' || body, ' ')))), now()
      from (
        select n, made_up(6 + 0 * n) as title, made_up(40 + n % 120) as body
        from generate_series(${from}::int, ${to}::int) n
      ) as drawn`;
    await tx`truncate term_frequency`;
    await tx`insert into term_frequency select word, ndoc from ts_stat('select terms from passage')`;
    await tx`insert into term_frequency values ('', ${to})`;
  });
  await sql`vacuum analyze passage, term_frequency`;
}

/**
 * Runs `work` in a transaction in which only unique indexes are kept up. The tables' foreign keys are dropped for
 * good: nothing but benchmarks of reads happens in such a database.
 */
async function withoutIndexes(
  sql: postgres.Sql,
  tables: string[],
  work: (tx: postgres.TransactionSql) => Promise<void>,
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local maintenance_work_mem = '256MB'`;
    const keys = await tx<{ key: string; on: string }[]>`
      select conname as key, conrelid::regclass::text as on
      from pg_constraint where contype = 'f' and conrelid::regclass::text = any(${tables})`;
    for (const { key, on } of keys) await tx`alter table ${tx(on)} drop constraint ${tx(key)}`;
    const indexes = await tx<{ name: string; definition: string }[]>`
      select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
      from pg_index where indrelid::regclass::text = any(${tables}) and not indisunique`;
    for (const { name } of indexes) await tx`drop index ${tx(name)}`;
    await work(tx);
    for (const { definition } of indexes) await tx.unsafe(definition);
  });
}

/** What a statement is called, by its verb and its table; and who is told of statements while they run. */
import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { processWide } from "./process-wide";
import * as schema from "./schema/index";

/** The name of a statement: what it does, and to which of our tables; nothing of what it says. */
export type Statement = { verb: string; table: string | null };

/** Does what a statement does, and returns what came of it. */
export type Watch = <T>(statement: Statement, run: () => Promise<T>) => Promise<T>;

const watching = processWide<Watch>("statements");

/** From now on each statement of the pools is run by `watch`; null: by nobody. */
export function watchStatements(watch: Watch | null): void {
  watching.value = watch ?? undefined;
}

/** The same statement, told of when somebody waits for it. Costs a look at a variable where nobody watches. */
export function watched<Pending extends PromiseLike<unknown>>(query: string, pending: Pending): Pending {
  const watch = watching.value;
  if (!watch) return pending;
  const run = pending.then.bind(pending);
  let done: Promise<unknown> | undefined;
  Reflect.set(pending, "then", (...then: Parameters<Promise<unknown>["then"]>) => {
    done ??= watch(nameOf(query), () => new Promise((resolve, reject) => void run(resolve, reject)));
    return done.then(...then);
  });
  return pending;
}

const tables = new Set(
  Object.values(schema).flatMap((one) => (is(one, PgTable) ? getTableName(one as PgTable) : [])),
);
const verbs = /\b(select|insert|update|delete|lock|set|create|alter|drop|notify|listen|refresh|truncate)\b/i;
const writes = /\b(insert|update|delete)\s+(?:into\s|from\s|")/i;
/** So much of a statement is looked at: its verb and table come first. */
const beginning = 4_000;

/** Tables that are not ours, and whatever else stands where one could, are not named. */
export function nameOf(query: string): Statement {
  const text = query.slice(0, beginning);
  const isNamed = /^\s*with\b/i.test(text);
  const found = (isNamed && writes.exec(text)) || verbs.exec(text);
  const from = found && isNamed && writes.test(text) ? text.slice(found.index) : text;
  const named = from.matchAll(/\b(?:from|into|update|join|table)\s+(?:only\s+)?"?(\w{1,63})"?/gi);
  for (const [, table = ""] of named)
    if (tables.has(table)) return { verb: (found?.[1] ?? "other").toLowerCase(), table };
  return { verb: (found?.[1] ?? "other").toLowerCase(), table: null };
}

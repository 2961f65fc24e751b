/** How a list that is partly loaded takes in rows that changed, without asking for its pages again. Pure. */
import type { InboxPage, InboxRow, InboxSort } from "#lib/inbox/model";

/**
 * The pages with the rows `changedIds` replaced by what the server says of them now: `fresh` holds those that still
 * belong to the list, the others leave it. A row older than everything loaded waits for its page. A row whose
 * `version` and order did not change keeps its identity, so that nothing is drawn again in vain.
 */
export function mergeRows(
  pages: readonly InboxPage[],
  changedIds: readonly number[],
  fresh: readonly InboxRow[],
  sort: InboxSort,
): InboxPage[] {
  const byOrder = orders[sort];
  const changed = new Set(changedIds);
  const loaded = pages.flatMap(({ rows }) => rows);
  const end = pages.at(-1)?.next ? loaded.at(-1) : undefined;
  const arriving = end ? fresh.filter((row) => byOrder(row, end) <= 0) : fresh;
  const rows = [...loaded.filter(({ id }) => !changed.has(id)), ...arriving].sort(byOrder);
  return cutLike(pages, rows);
}

/** The orders of a list, as the server has them: what happened last first, what is open longest first, what is due next first. */
export const orders = {
  activity: (a, b) => b.lastEventAt.getTime() - a.lastEventAt.getTime() || b.id - a.id,
  age: (a, b) => a.openedAt.getTime() - b.openedAt.getTime() || a.id - b.id,
  sla: (a, b) => dueTime(a) - dueTime(b) || a.id - b.id,
} as const satisfies Record<InboxSort, (a: InboxRow, b: InboxRow) => number>;

/** What is due at no time comes last; a number, so that two of them compare as equal. */
function dueTime({ dueAt }: InboxRow): number {
  return dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
}

/** Keeps the pages' sizes, so that their cursors stay where they are; the first page takes what came or went. */
function cutLike(pages: readonly InboxPage[], rows: InboxRow[]): InboxPage[] {
  const later = pages.slice(1);
  const laterCount = later.reduce((sum, page) => sum + page.rows.length, 0);
  const firstCount = Math.max(0, rows.length - laterCount);
  let at = firstCount;
  const rest = later.map((page) => {
    const own = rows.slice(at, at + page.rows.length);
    at += page.rows.length;
    return { ...page, rows: own };
  });
  return [{ rows: rows.slice(0, firstCount), next: pages[0]?.next ?? null }, ...rest];
}

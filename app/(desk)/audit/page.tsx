/** Who did what, newest first, with the head of the hash chain. */
import type { Metadata } from "next";
import Link from "next/link";
import { AuditFilters } from "#components/audit/audit-filters";
import { AuditTable } from "#components/audit/audit-table";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageBody, PageHeader } from "#components/ui/page-header";
import { AuditFilter } from "#lib/audit/model";
import { auditActions, auditPage } from "#lib/audit/queries";
import { auditHead } from "#lib/platform/audit-chain";
import { unstorable } from "#lib/platform/unstorable";
import { people, queues } from "#lib/team/queries";
import { requireCtx } from "../../session";

export const metadata: Metadata = { title: "Audit" };

type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireCtx("audit.read");
  const given = Object.entries(await searchParams).filter(
    ([, value]) => typeof value === "string" && value !== "",
  );
  const filter = unstorable(given) ? {} : AuditFilter.catch({}).parse(Object.fromEntries(given));
  const [{ entries, next }, actions, staff, teams, head] = await Promise.all([
    auditPage(ctx, filter),
    auditActions(ctx),
    people(ctx),
    queues(ctx),
    auditHead(ctx),
  ]);
  const names = {
    people: Object.fromEntries(staff.map(({ id, name }) => [id, name])),
    queues: Object.fromEntries(teams.map(({ id, name }) => [id, name])),
  };
  return (
    <PageBody wide>
      <PageHeader
        title="Audit"
        description={
          <>
            Every change and who made it. Entries form a tamper-evident chain: {head.sequence} entries, hash{" "}
            <span className="font-mono text-sm">{head.hash.slice(0, 12)}</span>. Verify it with{" "}
            <span className="font-mono text-sm">npm run vigil -- audit verify</span>.
          </>
        }
      />
      <AuditFilters filter={filter} actions={actions} people={staff.map(({ id, name }) => ({ id, name }))} />
      {entries.length === 0 ? (
        <EmptyState title="No results">Remove a filter to see more entries.</EmptyState>
      ) : (
        <AuditTable entries={entries} names={names} />
      )}
      <nav aria-label="Pages" className="flex justify-between py-4">
        {filter.before ? (
          <Button asChild>
            <Link href={addressOf({ ...filter, before: undefined })}>Newest</Link>
          </Button>
        ) : (
          <span />
        )}
        {next && (
          <Button asChild>
            <Link href={addressOf({ ...filter, before: next })}>Older</Link>
          </Button>
        )}
      </nav>
    </PageBody>
  );
}

function addressOf(filter: AuditFilter): string {
  const entries = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
  return `/audit?${new URLSearchParams(entries)}`;
}

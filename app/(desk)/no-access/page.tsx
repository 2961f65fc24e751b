/** Where a page sends those whose role does not open it. */
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageBody } from "#components/ui/page-header";
import { type Permission, permissions, roleMay, roleNames, roles } from "#lib/platform/rules";
import { requireCtx } from "../../session";

export const metadata: Metadata = { title: "No access" };
const Query = z.object({ permission: z.enum(Object.keys(permissions) as [Permission, ...Permission[]]) });

export default async function NoAccessPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const { actor } = await requireCtx();
  const asked = Query.safeParse(await searchParams);
  // Whose role was raised meanwhile is not told that it is too low.
  if (asked.success && roleMay(actor.role, asked.data.permission)) redirect("/inbox");
  const least = asked.success ? permissions[asked.data.permission] : null;
  return (
    <PageBody>
      <EmptyState
        title="You don't have access to this page"
        heading
        action={
          <Button asChild>
            <Link href="/inbox">Go to the inbox</Link>
          </Button>
        }
      >
        You are signed in as {actor.name} ({roleNames[actor.role]}).
        {least &&
          ` This page needs the role ${roleNames[least]}${least === roles.at(-1) ? "" : " or higher"}.`}{" "}
        Ask an administrator to change your role under Settings, People.
      </EmptyState>
    </PageBody>
  );
}

/** Every page at the desk: signed in, live, with the team and the queues at hand. */
import type { ReactNode } from "react";
import { LiveShell } from "#components/live/live-shell";
import { installedBuild } from "#lib/platform/installed-build";
import { people, personById, queues } from "#lib/team/queries";
import { requireCtx } from "../session";
import { signOutAction } from "../sign-out";
import { DeskPlace } from "./desk-place";

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const ctx = await requireCtx();
  const { id, name, role } = ctx.actor;
  const [person, everybody, allQueues] = await Promise.all([personById(ctx, id), people(ctx), queues(ctx)]);
  const team = everybody
    .filter(({ disabledAt }) => !disabledAt)
    .map((one) => ({ id: one.id, name: one.name, role: one.role }));
  return (
    <LiveShell
      account={{ name, role, email: person?.email ?? "" }}
      personId={id}
      build={installedBuild()}
      onSignOut={signOutAction}
    >
      <DeskPlace me={{ id, name, role }} people={team} queues={allQueues}>
        {children}
      </DeskPlace>
    </LiveShell>
  );
}

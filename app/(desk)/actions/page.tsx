/** Actions of the whole team: approvals that wait, what was done, and what runs by itself. */
import type { Metadata } from "next";
import { ActionsBoard } from "#components/remediation/actions-board";
import { PageBody } from "#components/ui/page-header";
import { sampleSystems } from "#lib/demo/automation/answer";
import { env } from "#lib/platform/env";
import { autonomyRecords } from "#lib/remediation/autonomy/queries";
import { recentRuns, undecidedDays, undecidedLately, waitingRuns } from "#lib/remediation/runs/queries";
import { readSetting } from "#lib/settings/queries";
import { requireCtx } from "../../session";
import { askAutonomyAction, confirmAutonomyAction, revokeAutonomyAction, stopActionsAction } from "./actions";

export const metadata: Metadata = { title: "Actions" };

export default async function ActionsPage() {
  const ctx = await requireCtx("desk.read");
  const [waiting, undecided, recent, earned, { isStopped }, systems] = await Promise.all([
    waitingRuns(ctx),
    undecidedLately(ctx),
    recentRuns(ctx),
    autonomyRecords(ctx),
    readSetting(ctx, "policy.actions"),
    env().VIGIL_DEMO ? sampleSystems(ctx) : [],
  ]);
  return (
    <PageBody wide>
      <ActionsBoard
        me={{ id: ctx.actor.id, role: ctx.actor.role }}
        waiting={waiting}
        undecided={{ count: undecided, days: undecidedDays }}
        recent={recent}
        autonomyRecords={earned}
        isStopped={isStopped}
        stop={stopActionsAction}
        ask={askAutonomyAction}
        confirm={confirmAutonomyAction}
        revoke={revokeAutonomyAction}
        systems={systems}
      />
    </PageBody>
  );
}

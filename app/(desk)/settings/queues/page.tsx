/** Queues and who works them. */
import type { Metadata } from "next";
import { QueueList } from "#components/settings/queue-list";
import { roleMay } from "#lib/platform/rules";
import { people, queueMembers, queues } from "#lib/team/queries";
import { requireCtx } from "../../../session";
import { changeQueueAction, createQueueAction, createStarterQueuesAction } from "./actions";

export const metadata: Metadata = { title: "Queues" };

export default async function QueuesPage() {
  const ctx = await requireCtx("queue.manage");
  const [all, members, everybody] = await Promise.all([queues(ctx), queueMembers(ctx), people(ctx)]);
  const staff = everybody.filter(({ disabledAt }) => !disabledAt).map(({ id, name }) => ({ id, name }));
  return (
    <QueueList
      queues={all.map((queue) => ({ ...queue, memberIds: members.get(queue.id) ?? [] }))}
      staff={staff}
      create={createQueueAction}
      createStarters={createStarterQueuesAction}
      change={changeQueueAction}
      mayRestrict={roleMay(ctx.actor.role, "queue.restrict")}
    />
  );
}

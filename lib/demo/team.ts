/** Writes the demo's people and queues. */
import { sql } from "drizzle-orm";
import { queue, queueMember, user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import type { StoryPerson, StoryQueue } from "./story/model";

/** Id of a demo person; stable, so that the story can refer to people by key. */
export function personId(key: string): string {
  return `demo-${key}`;
}

/** Creates queues, people and who works on which queue. People have no password: the demo signs in by click. */
export async function seedTeam(tx: Ctx, queues: StoryQueue[], people: StoryPerson[]): Promise<void> {
  await tx.db.insert(queue).values(queues).onConflictDoNothing();
  await tx.db
    .insert(user)
    .values(
      people.map(({ key, name, email, role }) => ({
        id: personId(key),
        name,
        email,
        role,
        emailVerified: true,
      })),
    )
    .onConflictDoNothing();
  const members = people.flatMap(({ key, queues: keys }) => keys.map((queueKey) => ({ key, queueKey })));
  for (const { key, queueKey } of members)
    await tx.db.execute(sql`
      insert into ${queueMember} (queue_id, user_id)
      select ${queue.id}, ${personId(key)} from ${queue} where ${queue.key} = ${queueKey}
      on conflict do nothing`);
}

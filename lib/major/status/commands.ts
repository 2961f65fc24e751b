/** What the public is told of an incident: written and published by people. */
import { and, eq, sql } from "drizzle-orm";
import { incidentEvent } from "#db/schema/incidents";
import { statusPost } from "#db/schema/major";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { activeIncident, note } from "../active-incident";
import { PostInput, PublishPostInput } from "../model";

/** The next line of the status timeline. The same `mutationId` again adds none. */
export const postStatus = command(
  "incident.manage",
  PostInput,
  async (tx, { incidentId, stage, title, text, isPublished, mutationId }): Promise<{ postId: number }> => {
    const row = await activeIncident(tx, incidentId);
    const repeated = mutationId && (await postRequested(tx, incidentId, mutationId));
    if (repeated) return { postId: repeated };
    const at = tx.now();
    const [made] = await tx.db
      .insert(statusPost)
      .values({
        incidentId,
        stage,
        title,
        text,
        at,
        postedBy: tx.actor.name,
        publishedAt: isPublished ? at : null,
      })
      .returning({ id: statusPost.id });
    const postId = made?.id ?? 0;
    await note(tx, incidentId, "update", {
      text: `${title}: ${text}`,
      stage,
      postId,
      ...(mutationId && { mutationId: `${tx.actor.id}:${mutationId}` }),
    });
    await recordAudit(tx, {
      action: "incident.post",
      entity: "incident",
      entityId: incidentId,
      after: { postId, stage, isPublished },
    });
    await publishChange(tx, "incident", row.ticketId, { incidentId });
    return { postId };
  },
);

/** The line that a request made already, whose answer was lost. */
async function postRequested(tx: Ctx, incidentId: number, mutationId: string): Promise<number | undefined> {
  const [said] = await tx.db
    .select({ data: incidentEvent.data })
    .from(incidentEvent)
    .where(
      and(
        eq(incidentEvent.incidentId, incidentId),
        eq(incidentEvent.kind, "update"),
        sql`${incidentEvent.data}->>'mutationId' = ${`${tx.actor.id}:${mutationId}`}`,
      ),
    );
  return said && Number(said.data.postId);
}

/** Lets the public read a line of the status timeline, or takes it back. */
export const publishPost = command(
  "incident.manage",
  PublishPostInput,
  async (tx, { incidentId, postId, isPublished }): Promise<void> => {
    const [post] = await tx.db
      .update(statusPost)
      .set({ publishedAt: isPublished ? tx.now() : null })
      .where(and(eq(statusPost.id, postId), eq(statusPost.incidentId, incidentId)))
      .returning();
    if (!post) throw new AppError("not_found", `There is no status post ${postId}.`);
    await recordAudit(tx, {
      action: "incident.publish_post",
      entity: "incident",
      entityId: post.incidentId,
      after: { postId, isPublished },
    });
    await publishChange(tx, "incident", null, { incidentId: post.incidentId });
  },
);
